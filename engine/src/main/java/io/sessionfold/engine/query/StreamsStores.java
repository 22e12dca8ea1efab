package io.sessionfold.engine.query;

import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.topology.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The stores of a running topology. */
public final class StreamsStores implements LocalStores, ApplicationStores {

    private final KafkaStreams streams;
    private final int partitionCount;
    private final @Nullable String self;
    private final boolean copiesToo;

    /** The stores of an instance that no other one reaches. */
    public StreamsStores(KafkaStreams streams, int partitionCount) {
        this(streams, partitionCount, null);
    }

    /**
     * @param partitionCount the pinned partition count of the topics that follow the record key
     * @param self where the others reach this instance; null if nowhere
     */
    public StreamsStores(KafkaStreams streams, int partitionCount, @Nullable String self) {
        this(streams, partitionCount, self, false);
    }

    private StreamsStores(KafkaStreams streams, int partitionCount, @Nullable String self, boolean copiesToo) {
        this.streams = streams;
        this.partitionCount = partitionCount;
        this.self = self;
        this.copiesToo = copiesToo;
    }

    @Override
    public int partition(String recordKey) {
        return BuiltInPartitioner.partitionForKey(recordKey.getBytes(StandardCharsets.UTF_8), partitionCount);
    }

    @Override
    public Placement placement(String recordKey) {
        return placement(recordKey, Topics.EVENTS, StoreNames.SESSIONS);
    }

    @Override
    public List<Placement> placements() {
        return placements(Topics.EVENTS);
    }

    private List<Placement> placements(String topic) {
        if (streams.state() != State.RUNNING && streams.state() != State.REBALANCING) {
            return IntStream.range(0, partitionCount)
                    .mapToObj(partition -> new Placement(partition, notRunning(), List.of()))
                    .toList();
        }
        Collection<StreamsMetadata> instances = clients();
        List<Integer> here = partitions(topic);
        return IntStream.range(0, partitionCount)
                .mapToObj(partition -> placement(topic, partition, here.contains(partition), instances))
                .toList();
    }

    @Override
    public LocalStores withCopies() {
        return new StreamsStores(streams, partitionCount, self, true);
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> copies(int partition) {
        return stores(StoreNames.SESSIONS, partition, true);
    }

    /** The two sub-topologies are assigned apart: an application's partition may be another instance's. */
    @Override
    public Ownership applicationOwner(String recordKey) {
        return placement(recordKey, Topics.APPLICATION_EVENTS, StoreNames.APPLICATIONS)
                .owner();
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
    public ReadOnlyKeyValueStore<Bytes, byte[]> parked(int partition) {
        return store(StoreNames.PARKED_EVENTS, partition);
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
    public List<Integer> applicationPartitions() {
        return partitions(Topics.APPLICATION_EVENTS);
    }

    @Override
    public List<Ownership> applicationOwners() {
        return placements(Topics.APPLICATION_EVENTS).stream()
                .map(Placement::owner)
                .toList();
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

    private Placement placement(String recordKey, String topic, String storeName) {
        byte[] key = recordKey.getBytes(StandardCharsets.UTF_8);
        int partition = partition(recordKey);
        if (streams.state() != State.RUNNING && streams.state() != State.REBALANCING) {
            return new Placement(partition, notRunning(), List.of());
        }
        KeyQueryMetadata metadata = metadata(storeName, key);
        List<String> copies = metadata.standbyHosts().stream()
                .map(StreamsStores::address)
                .filter(address -> !address.equals(self))
                .toList();
        // Streams knows of no owner at all, not even itself, where the instances advertise no address.
        return partitions(topic).contains(partition)
                ? new Placement(partition, new Ownership.Here(partition), copies)
                : new Placement(partition, elsewhere(partition, metadata.activeHost()), copies);
    }

    private Placement placement(String topic, int partition, boolean isHere, Collection<StreamsMetadata> instances) {
        TopicPartition events = new TopicPartition(topic, partition);
        HostInfo owner = instances.stream()
                .filter(instance -> instance.topicPartitions().contains(events))
                .map(StreamsMetadata::hostInfo)
                .findFirst()
                .orElse(HostInfo.unavailable());
        List<String> copies = instances.stream()
                .filter(instance -> instance.standbyTopicPartitions().contains(events))
                .map(instance -> address(instance.hostInfo()))
                .filter(address -> !address.equals(self))
                .toList();
        return new Placement(partition, isHere ? new Ownership.Here(partition) : elsewhere(partition, owner), copies);
    }

    private Collection<StreamsMetadata> clients() {
        try {
            return streams.metadataForAllStreamsClients();
        } catch (IllegalStateException e) {
            // It stopped running since we looked.
            throw new InvalidStateStoreException(e);
        }
    }

    private Ownership elsewhere(int partition, HostInfo host) {
        // Streams has names for hosts that it does not know; none of them has a port.
        if (host.port() < 0) {
            return new Ownership.Nobody("Another instance has partition " + partition
                    + ", if any, and none says where it is (http.advertised)");
        }
        return address(host).equals(self) ? notRunning() : new Ownership.Elsewhere(address(host));
    }

    private Ownership notRunning() {
        State state = streams.state();
        return new Ownership.Nobody(
                state == State.RUNNING
                        ? "The engine has only just begun to run"
                        : "The engine is " + state + ", not RUNNING");
    }

    private static String address(HostInfo host) {
        return host.host() + ':' + host.port();
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

    /** The partitions of the events of which there is a task or a copy here; empty while Streams does not say. */
    public Optional<Set<Integer>> held() {
        if (streams.state() != State.RUNNING && streams.state() != State.REBALANCING) {
            return Optional.empty();
        }
        return Optional.of(streams.metadataForLocalThreads().stream()
                .flatMap(thread -> Stream.concat(thread.activeTasks().stream(), thread.standbyTasks().stream()))
                .flatMap(task -> task.topicPartitions().stream())
                .filter(partition -> partition.topic().equals(Topics.EVENTS))
                .map(TopicPartition::partition)
                .collect(Collectors.toUnmodifiableSet()));
    }

    private boolean isRunning() {
        return streams.state() == State.RUNNING;
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
        return stores(name, partition, copiesToo);
    }

    private ReadOnlyKeyValueStore<Bytes, byte[]> stores(String name, int partition, boolean stale) {
        StoreQueryParameters<ReadOnlyKeyValueStore<Bytes, byte[]>> wanted = StoreQueryParameters.fromNameAndType(
                        name, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                .withPartition(partition);
        return streams.store(stale ? wanted.enableStaleStores() : wanted);
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
