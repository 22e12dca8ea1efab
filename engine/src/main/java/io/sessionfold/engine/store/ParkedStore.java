package io.sessionfold.engine.store;

import io.sessionfold.engine.session.ParkedReader;
import io.sessionfold.engine.session.ParkedWriter;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.SessionKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What is parked behind the quarantines of one task, as it stands in the log; it is decoded by the task's own intake when
 * it is released. In RocksDB, with a changelog and no cache: the place is empty as a rule.
 */
public final class ParkedStore implements ParkedReader, ParkedWriter {

    private final KeyValueStore<Bytes, byte[]> store;
    private final ParkedDecoder decoder;

    /** Makes an event of what stands in the log once more. */
    @FunctionalInterface
    public interface ParkedDecoder {

        /** The event of a session that stands at an offset of this task's partition. */
        RecordedEvent decode(SessionKey key, long offset, ParkedValue value);
    }

    public ParkedStore(KeyValueStore<Bytes, byte[]> store, ParkedDecoder decoder) {
        this.store = store;
        this.decoder = decoder;
    }

    @Override
    public List<RecordedEvent> parked(SessionKey key) {
        List<RecordedEvent> events = new ArrayList<>();
        ParkedEntries.forEach(
                store, key, (offset, value) -> events.add(decoder.decode(key, offset, ParkedValue.of(value))));
        return events;
    }

    @Override
    public void park(RecordedEvent event) {
        Bytes key = ParkedEntries.key(event.envelope().key(), event.position().offset());
        store.put(key, new ParkedValue(event.recordTimeMs(), event.body().framed()).toBytes());
    }

    @Override
    public void free(SessionKey key, @Nullable Position firstThatStays) {
        List<Long> offsets = new ArrayList<>();
        ParkedEntries.forEach(store, key, (offset, value) -> offsets.add(offset));
        for (long offset : offsets) {
            if (firstThatStays == null || offset < firstThatStays.offset()) {
                store.delete(ParkedEntries.key(key, offset));
            }
        }
    }
}
