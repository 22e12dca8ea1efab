package io.sessionfold.tests.faults;

import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.query.StreamsStores;
import io.sessionfold.engine.replay.LogFold;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.StoredKeys;
import io.sessionfold.engine.topology.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The states of sessions in canonical form: those in the live stores, and those of the log folded anew. */
public final class LiveStates {

    private static final Duration POLL = Duration.ofMillis(100);

    private LiveStates() {}

    /** What the instances hold, by key; the bytes of the store in hexadecimal. */
    public static Map<SessionKey, String> held(List<Engine> engines) {
        Map<SessionKey, String> states = new TreeMap<>();
        for (Engine engine : engines) {
            StreamsStores stores = new StreamsStores(engine.streams(), engine.partitions());
            for (int partition : stores.partitions()) {
                try (KeyValueIterator<Bytes, byte[]> all =
                        stores.sessions(partition).all()) {
                    while (all.hasNext()) {
                        KeyValue<Bytes, byte[]> next = all.next();
                        states.put(StoredKeys.sessionKey(next.key), hex(next.value));
                    }
                }
            }
        }
        return states;
    }

    /** What the log says, folded from nothing (INV-44). */
    public static Map<SessionKey, String> replayed(EngineCluster cluster) {
        SessionCodec codec = new SessionCodec();
        Map<SessionKey, String> states = new TreeMap<>();
        fold(cluster).sessions().forEach((key, session) -> states.put(key, hex(codec.encode(session))));
        return states;
    }

    /** What the log says of each session's history. */
    public static Map<SessionKey, String> digests(EngineCluster cluster) {
        Map<SessionKey, String> digests = new TreeMap<>();
        fold(cluster)
                .sessions()
                .forEach((key, session) ->
                        digests.put(key, session.progress().digest().toString()));
        return digests;
    }

    private static LogFold fold(EngineCluster cluster) {
        LogFold fold = new LogFold(cluster.schemas(), EngineCluster.PARTITIONS);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS).stream()
                    .map(info -> new TopicPartition(Topics.EVENTS, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.getOrDefault(part, 0L))) {
                consumer.poll(POLL).forEach(fold::feed);
            }
        }
        return fold;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
