package io.sessionfold.engine.command;

import io.sessionfold.engine.query.ParkedEvent;
import io.sessionfold.engine.query.ParkedQuery;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.session.ParkedReader;
import io.sessionfold.engine.session.ParkedWriter;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.SessionKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is parked, on the heap. */
final class MemoryParked implements ParkedReader, ParkedWriter, ParkedQuery {

    private final List<RecordedEvent> events = new ArrayList<>();

    @Override
    public synchronized List<RecordedEvent> parked(SessionKey key) {
        return events.stream()
                .filter(event -> event.envelope().key().equals(key))
                .toList();
    }

    @Override
    public QueryResult<List<ParkedEvent>> find(SessionKey key) {
        return new QueryResult.Found<>(parked(key).stream()
                .map(event -> new ParkedEvent(
                        event.position(),
                        event.recordTimeMs(),
                        event.payload().type(),
                        event.envelope().eventId()))
                .toList());
    }

    @Override
    public synchronized void park(RecordedEvent event) {
        events.add(event);
    }

    @Override
    public synchronized void free(SessionKey key, @Nullable Position firstThatStays) {
        events.removeIf(event -> event.envelope().key().equals(key)
                && (firstThatStays == null || event.position().offset() < firstThatStays.offset()));
    }
}
