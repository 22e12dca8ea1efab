package io.sessionfold.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.load.EventLoader;
import io.sessionfold.engine.load.Load;
import io.sessionfold.engine.load.LoadProgress;
import io.sessionfold.engine.load.LoadRecord;
import io.sessionfold.engine.load.LoadTopics;
import io.sessionfold.engine.load.LoadedWorkerEvent;
import io.sessionfold.local.LocalStack;
import io.sessionfold.wire.Registry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EventLoaderTest {

    private static final String TOPIC = "events";
    private static final int PARTITIONS = 3;
    private static final String WORKER_TOPIC = "worker-events";
    private static final List<LoadRecord> EVENTS =
            BundledTrace.plan("t").events().subList(0, 6_000);

    @TempDir
    Path folder;

    private LocalStack stack;
    private Map<String, Object> clients;

    @BeforeEach
    void start() throws Exception {
        stack = LocalStack.start(folder);
        clients = Map.of("bootstrap.servers", stack.bootstrapServers());
        try (Admin admin = Admin.create(clients)) {
            admin.createTopics(List.of(
                            new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty()),
                            new NewTopic(WORKER_TOPIC, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void aLoadThatWasCutOffGoesOnWhereItEnded() {
        load("a", EVENTS.subList(0, 2_500));
        EventLoader.Loaded second = load("a", EVENTS);

        assertThat(second.skipped()).isEqualTo(2_500);
        assertThat(second.sent()).isEqualTo(3_500);
        assertEveryEventIsThereOnceAndInOrder();
    }

    @Test
    void aLoadFindsItsEndBehindManyRecordsOfOthers() {
        load("a", EVENTS.subList(0, 100));
        load("b", EVENTS);

        assertThat(load("a", EVENTS.subList(0, 100)).sent()).isZero();
    }

    @Test
    void aTransactionThatIsStillOpenHidesNothing() throws Exception {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "dead-engine");
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> open = new KafkaProducer<>(settings, bytes, bytes)) {
            open.initTransactions();
            open.beginTransaction();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                open.send(new ProducerRecord<>(TOPIC, partition, new byte[] {1}, new byte[] {2}))
                        .get();
            }
            load("a", EVENTS);

            assertThat(load("a", EVENTS).sent()).isZero();
            open.abortTransaction();
        }
        assertEveryEventIsThereOnceAndInOrder();
    }

    @Test
    void whatALoadSaysOfItsEndIsTheSameForWhoeverSentIt() {
        EventLoader.Loaded first = load("a", EVENTS);

        assertThat(load("a", EVENTS).lastOffsets()).isEqualTo(first.lastOffsets());
    }

    private EventLoader.Loaded load(String id, List<LoadRecord> events) {
        Registry registry = Registry.connect(List.of(stack.registryUrl()), Map.of(), InstantSource.system());
        return new EventLoader(new LoadTopics(TOPIC, WORKER_TOPIC), clients, registry, true, System::nanoTime)
                .send(
                        new Load(id, OptionalLong.of(events.size()), events.iterator()),
                        Double.POSITIVE_INFINITY,
                        LoadProgress.SILENT);
    }

    private void assertEveryEventIsThereOnceAndInOrder() {
        List<Long> events = indexesIn(TOPIC);
        List<Long> workerEvents = indexesIn(WORKER_TOPIC);
        assertThat(workerEvents)
                .as("the events of workers")
                .containsExactlyInAnyOrderElementsOf(EVENTS.stream()
                        .filter(LoadedWorkerEvent.class::isInstance)
                        .map(LoadRecord::index)
                        .toList())
                .isNotEmpty();
        assertThat(Stream.concat(events.stream(), workerEvents.stream()))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, EVENTS.size()).boxed().toList());
    }

    private List<Long> indexesIn(String topic) {
        Map<Integer, List<Long>> indexes = new HashMap<>();
        new TopicScan(clients)
                .read(
                        topic,
                        record -> indexes.computeIfAbsent(record.partition(), p -> new ArrayList<>())
                                .add(index(record)));
        assertThat(indexes.values())
                .allSatisfy(ofPartition -> assertThat(ofPartition).isSorted());
        return indexes.values().stream().flatMap(List::stream).toList();
    }

    private static long index(ConsumerRecord<byte[], byte[]> record) {
        byte[] mark = record.headers().lastHeader("sessionfold-load").value();
        return ByteBuffer.wrap(mark).getLong(mark.length - Long.BYTES);
    }
}
