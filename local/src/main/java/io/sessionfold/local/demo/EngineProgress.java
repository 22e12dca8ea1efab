package io.sessionfold.local.demo;

import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.store.StoredKeys;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** What the engine says of itself: its counts and states, read from its own stores. */
final class EngineProgress {

    private final KafkaStreams streams;

    EngineProgress(KafkaStreams streams) {
        this.streams = streams;
    }

    /** The counts by partition; empty as long as the stores cannot be read. */
    Map<Integer, ProgressCounts> byPartition() {
        Map<Integer, ProgressCounts> counts = new TreeMap<>();
        try {
            forEach(
                    StoreNames.PROGRESS,
                    (key, value) -> counts.put(
                            Integer.valueOf(new String(key.get(), StandardCharsets.UTF_8)), ProgressCounts.of(value)));
        } catch (InvalidStateStoreException notYet) {
            return Map.of();
        }
        return counts;
    }

    /** The counts of all partitions together. */
    ProgressCounts total() {
        ProgressCounts total = new ProgressCounts();
        byPartition().values().forEach(total::add);
        return total;
    }

    /** The states of all sessions, by key. */
    Map<SessionKey, Session> states() {
        SessionCodec codec = new SessionCodec();
        Map<SessionKey, Session> states = new HashMap<>();
        forEach(StoreNames.SESSIONS, (stored, value) -> {
            SessionKey key = StoredKeys.sessionKey(stored);
            states.put(key, codec.decode(key, value));
        });
        return states;
    }

    private void forEach(String name, BiConsumer<Bytes, byte[]> visitor) {
        ReadOnlyKeyValueStore<Bytes, byte[]> store =
                streams.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> next = all.next();
                visitor.accept(next.key, next.value);
            }
        }
    }
}
