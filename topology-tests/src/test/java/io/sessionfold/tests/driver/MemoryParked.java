package io.sessionfold.tests.driver;

import io.sessionfold.engine.session.ParkedReader;
import io.sessionfold.engine.session.ParkedWriter;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.SessionKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is parked, on the heap. */
final class MemoryParked implements ParkedReader, ParkedWriter {

    private final Map<SessionKey, List<RecordedEvent>> parked = new HashMap<>();

    @Override
    public List<RecordedEvent> parked(SessionKey key) {
        return List.copyOf(parked.getOrDefault(key, List.of()));
    }

    @Override
    public void park(RecordedEvent event) {
        parked.computeIfAbsent(event.envelope().key(), first -> new ArrayList<>())
                .add(event);
    }

    @Override
    public void free(SessionKey key, @Nullable Position firstThatStays) {
        parked.getOrDefault(key, new ArrayList<>())
                .removeIf(event -> firstThatStays == null || event.position().offset() < firstThatStays.offset());
    }
}
