package io.sessionfold.engine.query;

import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.topology.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The stores of a running topology. */
public final class StreamsStores implements LocalStores {

    private final KafkaStreams streams;

    public StreamsStores(KafkaStreams streams) {
        this.streams = streams;
    }

    @Override
    public Ownership owner(String recordKey) {
        if (!isRunning()) {
            return new Ownership.Nobody("The engine is " + streams.state() + ", not RUNNING");
        }
        KeyQueryMetadata owner = owner(recordKey.getBytes(StandardCharsets.UTF_8));
        if (owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            return new Ownership.Nobody("The partitions are being handed out");
        }
        // Asking our own tasks, not our own address: an instance alone advertises none.
        if (partitions().contains(owner.partition())) {
            return new Ownership.Here(owner.partition());
        }
        HostInfo host = owner.activeHost();
        return host.equals(HostInfo.unavailable())
                ? new Ownership.Nobody("Another instance has the session's partition, and it advertises no address")
                : new Ownership.Elsewhere(host.host() + ':' + host.port());
    }

    @Override
    public List<Integer> partitions() {
        if (!isRunning()) {
            return List.of();
        }
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .filter(partition -> partition.topic().equals(Topics.EVENTS))
                .map(TopicPartition::partition)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> sessions(int partition) {
        return store(StoreNames.SESSIONS, partition);
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> progress(int partition) {
        return store(StoreNames.PROGRESS, partition);
    }

    private boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    private KeyQueryMetadata owner(byte[] recordKey) {
        try {
            return streams.queryMetadataForKey(StoreNames.SESSIONS, recordKey, new ByteArraySerializer());
        } catch (IllegalStateException e) {
            // It stopped running since we looked.
            throw new InvalidStateStoreException(e);
        }
    }

    private ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, int partition) {
        return streams.store(
                StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                        .withPartition(partition));
    }
}
