package io.sessionfold.engine.app;

import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.FoldVersionBegun;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.VersionFold;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Begins a fold version: one event on each partition of the log and the raised pin, in one transaction. So the log of a
 * cluster is never in a version that its pin does not name, wherever the writer dies. Two of them fence each other.
 */
public final class FoldVersionWriter implements AutoCloseable {

    /** An open transaction holds back the readers of its partitions; one whose writer died does so for this long. */
    private static final int PATIENCE_MS = 10_000;

    private static final int ASK_AGAIN_MS = 100;

    private final MetaTopic meta;
    private final RecordWriter<LifecycleEvent> events;
    private final KafkaProducer<byte[], byte[]> producer;
    private final InstantSource clock;

    FoldVersionWriter(Settings settings, InstantSource clock) {
        Map<String, Object> clients = settings.kafka().clientProperties();
        Registry registry = Registry.connect(
                settings.registry().urls(), settings.registry().passThrough().values(), clock);
        this.meta = new MetaTopic(clients);
        this.events = new RecordWriter<>(
                LifecycleEvent.class,
                Topics.EVENTS,
                registry,
                settings.registry().autoRegister());
        this.producer =
                new KafkaProducer<>(producer(settings, clients), new ByteArraySerializer(), new ByteArraySerializer());
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param inForce the version that the pin names now
     * @param at where it began, by partition; empty if it, or a higher one, had begun before
     */
    public record Begun(int inForce, List<Position> at) {}

    /** Begins a version on a cluster; one that is not known here is a {@link StartException}, as is all that fails. */
    public static Begun begin(Settings settings, FoldVersions known, int version, InstantSource clock) {
        if (!known.know(version)) {
            throw StartException.refused(
                    "Expected a fold version from %d to %d, which this release knows, but it was %d; start the release that brings it everywhere first"
                            .formatted(FoldVersions.FIRST, known.newest(), version));
        }
        TopicSetup.Checked cluster = TopicSetup.ensure(settings, known);
        try (FoldVersionWriter writer = new FoldVersionWriter(settings, clock)) {
            return writer.begin(version, cluster.pin());
        }
    }

    /**
     * Begins a version, unless it has begun.
     *
     * @param pin what a cluster is pinned to that is not pinned yet, as far as it is not the version
     */
    Begun begin(int version, ClusterPin pin) {
        try {
            // From here on no other writer can commit, and what one committed before is read below.
            producer.initTransactions();
            ClusterPin pinned = meta.read().orElse(pin);
            if (pinned.foldVersion() >= version) {
                return new Begun(pinned.foldVersion(), List.of());
            }
            producer.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int partition = 0; partition < pinned.partitions(); partition++) {
                sent.add(producer.send(beginning(version, partition, pinned.partitions())));
            }
            Future<RecordMetadata> raised = producer.send(meta.record(pinned.in(version)));
            producer.commitTransaction();
            return new Begun(version, positions(sent, raised));
        } catch (ProducerFencedException | InvalidProducerEpochException fenced) {
            return begunByAnother(version, fenced);
        } catch (KafkaException failure) {
            throw uncertain(version, failure);
        }
    }

    /** Aborts what is not committed. */
    @Override
    public void close() {
        producer.close();
    }

    private ProducerRecord<byte[], byte[]> beginning(int version, int partition, int partitions) {
        SessionKey key = keyOf(partition, partitions);
        LifecycleEvent event = LifecycleEvent.newBuilder()
                .setEventId("fold-version-" + version + "@" + partition)
                .setTenantId(key.tenantId())
                .setSessionKey(key.sessionKey())
                .setProducerId("sessionfold-fold-version")
                .setEventTime(clock.instant())
                .setSource(EventSource.API)
                .setPayload(new FoldVersionBegun(version))
                .build();
        return new ProducerRecord<>(
                Topics.EVENTS, key.recordKey().getBytes(StandardCharsets.UTF_8), events.write(event));
    }

    /** Whoever fenced this writer was about to begin a version too. */
    private Begun begunByAnother(int version, KafkaException fenced) {
        long giveUpAtNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (System.nanoTime() < giveUpAtNanos) {
            int inForce = meta.read().map(ClusterPin::foldVersion).orElse(0);
            if (inForce >= version) {
                return new Begun(inForce, List.of());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ASK_AGAIN_MS));
        }
        throw uncertain(version, fenced);
    }

    /** What its transactions are called, on the cluster of one engine. */
    public static String transactionalId(String applicationId) {
        return applicationId + "-fold-version";
    }

    /** A key that stands on a partition, found by trying: no record is anywhere but on the partition of its key. */
    static SessionKey keyOf(int partition, int partitions) {
        for (int number = 0; ; number++) {
            SessionKey key = new SessionKey(VersionFold.TENANT, "fold-version-" + number);
            byte[] bytes = key.recordKey().getBytes(StandardCharsets.UTF_8);
            if (BuiltInPartitioner.partitionForKey(bytes, partitions) == partition) {
                return key;
            }
        }
    }

    /** The transaction is committed, so every record has its place. */
    private static List<Position> positions(List<Future<RecordMetadata>> sent, Future<RecordMetadata> raised) {
        try {
            List<Position> positions = new ArrayList<>();
            for (Future<RecordMetadata> record : sent) {
                RecordMetadata at = record.get();
                positions.add(new Position(at.topic(), at.partition(), at.offset()));
            }
            raised.get();
            return List.copyOf(positions);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw StartException.unreachable("Interrupted while a fold version began", interrupted);
        } catch (ExecutionException failure) {
            throw new KafkaException("Expected a committed record to have a place", failure.getCause());
        }
    }

    private static StartException uncertain(int version, KafkaException failure) {
        return StartException.unreachable(
                "Expected Kafka to take the beginning of fold version %d, but it did not say so (%s); run it again: it begins on all partitions or on none, and never twice"
                        .formatted(version, failure.getMessage()),
                failure);
    }

    private static Map<String, Object> producer(Settings settings, Map<String, Object> clients) {
        Map<String, Object> config = new HashMap<>(clients);
        config.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                transactionalId(settings.streams().applicationId()));
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, PATIENCE_MS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        return config;
    }
}
