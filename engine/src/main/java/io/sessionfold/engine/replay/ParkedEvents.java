package io.sessionfold.engine.replay;

import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.codec.LogRecord;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.session.ParkedReader;
import io.sessionfold.engine.session.ParkedWriter;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ParkedValue;
import io.sessionfold.engine.store.StoredKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** What is parked behind the quarantines of one partition of a replay, in its table (INV-47). */
final class ParkedEvents implements ParkedReader, ParkedWriter {

    private final Position now;
    private final FoldTable table;
    private final Intake<?, RecordedEvent> intake;

    /** @param now of the event that is being folded */
    ParkedEvents(Position now, FoldTable table, Intake<?, RecordedEvent> intake) {
        this.now = now;
        this.table = table;
        this.intake = intake;
    }

    @Override
    public List<RecordedEvent> parked(SessionKey key) {
        List<RecordedEvent> events = new ArrayList<>();
        table.parked(key).forEach((offset, value) -> events.add(event(key, offset, value)));
        return events;
    }

    @Override
    public void park(RecordedEvent event) {
        SessionKey key = event.envelope().key();
        NavigableMap<Long, ParkedValue> parked = table.parked(key);
        parked.put(
                event.position().offset(),
                new ParkedValue(event.recordTimeMs(), event.body().framed()));
        table.park(key, parked);
    }

    @Override
    public void free(SessionKey key, @Nullable Position firstThatStays) {
        NavigableMap<Long, ParkedValue> parked = table.parked(key);
        table.park(key, parked.tailMap(firstThatStays == null ? Long.MAX_VALUE : firstThatStays.offset(), true));
    }

    private RecordedEvent event(SessionKey key, long offset, ParkedValue value) {
        Position at = new Position(now.topic(), now.partition(), offset);
        Received<RecordedEvent> received = intake.receive(
                new LogRecord(StoredKeys.bytes(key).get(), value.framed(), value.recordTimeMs(), at, false));
        if (received instanceof Received.Event<RecordedEvent> event) {
            return event.event();
        }
        throw new ReplayException(
                "Expected the parked event at %s to be one as when it was parked, but it is %s: the registry has lost its schema"
                        .formatted(at, received));
    }
}
