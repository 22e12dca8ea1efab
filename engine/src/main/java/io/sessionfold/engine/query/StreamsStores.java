package io.sessionfold.engine.query;

import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.topology.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
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
public final class StreamsStores implements LocalStores, ApplicationStores {

    private final KafkaStreams streams;
    private final int partitionCount;

    /** @param partitionCount the pinned partition count of the topics that follow the record key */
    public StreamsStores(KafkaStreams streams, int partitionCount) {
        this.streams = streams;
        this.partitionCount = partitionCount;
    }

    @Override
    public Ownership owner(String recordKey) {
        return owner(recordKey, Topics.EVENTS, StoreNames.SESSIONS);
    }

    /** The two sub-topologies are assigned apart: an application's partition may be another instance's. */
    @Override
    public Ownership applicationOwner(String recordKey) {
        return owner(recordKey, Topics.APPLICATION_EVENTS, StoreNames.APPLICATIONS);
    }

    @Override
    public List<Integer> partitions() {
        return partitions(Topics.EVENTS);
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> sessions(int partition) {
        return store(StoreNames.SESSIONS, partition);
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> guards(int partition) {
        return store(StoreNames.RETRY_GUARDS, partition);
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> index(int partition) {
        return store(StoreNames.SESSIONS_INDEX, partition);
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> progress(int partition) {
        return store(StoreNames.PROGRESS, partition);
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> applications(int partition) {
        return store(StoreNames.APPLICATIONS, partition);
    }

    /** The counts of each input topic, by its name: the sub-topologies are assigned, and count, apart. */
    public SortedMap<String, ProgressQuery> progressByTopic() {
        return new TreeMap<>(Map.of(
                Topics.EVENTS, new ProgressQuery(this),
                Topics.WORKER_EVENTS,
                        new ProgressQuery(new TopicProgress(Topics.WORKER_EVENTS, StoreNames.WORKER_PROGRESS)),
                Topics.APPLICATION_EVENTS,
                        new ProgressQuery(
                                new TopicProgress(Topics.APPLICATION_EVENTS, StoreNames.APPLICATION_PROGRESS))));
    }

    private Ownership owner(String recordKey, String topic, String storeName) {
        if (!isRunning()) {
            return new Ownership.Nobody("The engine is " + streams.state() + ", not RUNNING");
        }
        byte[] key = recordKey.getBytes(StandardCharsets.UTF_8);
        // Streams knows of no owner at all, not even itself, where the instances advertise no address.
        int partition = BuiltInPartitioner.partitionForKey(key, partitionCount);
        if (partitions(topic).contains(partition)) {
            return new Ownership.Here(partition);
        }
        HostInfo host = metadata(storeName, key).activeHost();
        // Streams has names for hosts that it does not know; none of them has a port.
        return host.port() < 0
                ? new Ownership.Nobody("Another instance has partition " + partition
                        + ", if any, and none says where it is" + " (http.advertised)")
                : new Ownership.Elsewhere(host.host() + ':' + host.port());
    }

    private List<Integer> partitions(String topic) {
        if (!isRunning()) {
            return List.of();
        }
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .filter(partition -> partition.topic().equals(topic))
                .map(TopicPartition::partition)
                .distinct()
                .sorted()
                .toList();
    }

    private boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    private KeyQueryMetadata metadata(String storeName, byte[] recordKey) {
        try {
            return streams.queryMetadataForKey(storeName, recordKey, new ByteArraySerializer());
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

    /** The counts of a topic in a store of its own. */
    private final class TopicProgress implements ProgressStores {

        private final String topic;
        private final String storeName;

        TopicProgress(String topic, String storeName) {
            this.topic = topic;
            this.storeName = storeName;
        }

        @Override
        public List<Integer> partitions() {
            return StreamsStores.this.partitions(topic);
        }

        @Override
        public ReadOnlyKeyValueStore<Bytes, byte[]> progress(int partition) {
            return store(storeName, partition);
        }
    }
}
