package io.sessionfold.tests.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionfold.contract.ApplicationEvent;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.engine.log.Span;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.VersionFold;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.MovedClock;
import io.sessionfold.tests.driver.TopologyHarness;
import io.sessionfold.tests.dsl.VersionWords;
import io.sessionfold.tests.dsl.WorkerHappening;
import io.sessionfold.tests.dsl.Writing;
import io.sessionfold.tests.replay.MemoryLogs;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.WriterSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** An engine without a broker, whose topics and changelogs are all kept as they would stand on one. */
final class RecordedEngine implements AutoCloseable {

    static final String APPLICATION_ID = "sessionfold-harness";
    static final String TENANT = "acme";

    private static final List<String> OUTPUTS = List.of(
            Topics.SESSIONS_CHANGED,
            Topics.RUN_OUTCOMES,
            Topics.SESSION_COMMANDS,
            Topics.REJECTED_EVENTS,
            Topics.DEAD_LETTERS,
            Topics.APPLICATIONS_CHANGED);

    private static final List<String> STORES = List.of(
            StoreNames.SESSIONS,
            StoreNames.RETRY_GUARDS,
            StoreNames.PARKED_EVENTS,
            StoreNames.PROGRESS,
            StoreNames.DEPLOYMENTS,
            StoreNames.WORKER_PROGRESS,
            StoreNames.APPLICATIONS,
            StoreNames.APPLICATION_PROGRESS);

    private final MovedClock clock = new MovedClock(Day.FIRST.startMs());
    private final TopologyHarness harness;
    private final MemoryLogs logs = new MemoryLogs();
    private final RecordWriter<LifecycleEvent> events;
    private final RecordWriter<WorkerEvent> workerEvents;
    private final RecordWriter<ApplicationEvent> applicationEvents;
    private final TestInputTopic<byte[], byte[]> applications;
    private int written;
    private Runnable afterEach = () -> {};

    RecordedEngine() {
        this(FoldVersions.KNOWN);
    }

    RecordedEngine(FoldVersions folds) {
        harness = new TopologyHarness(folds, clock, 1, false);
        events = new RecordWriter<>(LifecycleEvent.class, Topics.EVENTS, harness.registry(), true);
        workerEvents = new RecordWriter<>(WorkerEvent.class, Topics.WORKER_EVENTS, harness.registry(), true);
        applicationEvents =
                new RecordWriter<>(ApplicationEvent.class, Topics.APPLICATION_EVENTS, harness.registry(), true);
        applications = harness.driver()
                .createInputTopic(Topics.APPLICATION_EVENTS, new ByteArraySerializer(), new ByteArraySerializer());
        Topics.PARTITIONED.forEach(topic -> logs.topic(topic, 1));
        STORES.forEach(store -> logs.topic(changelog(store), 1));
    }

    /** Does something after whatever the engine is told from now on. */
    void afterEach(Runnable what) {
        afterEach = what;
    }

    static String changelog(String store) {
        return APPLICATION_ID + '-' + store + "-changelog";
    }

    /** Writes an event of a session; where it stands. */
    long write(String session, Writing writing) {
        written++;
        return write(session, "e-" + written, writing);
    }

    /** Writes an event of a session under an id of its own. */
    long write(String session, String eventId, Writing writing) {
        return write(TENANT, session, eventId, writing);
    }

    /** Writes that a fold version begins; where it stands. */
    long beginVersion(int version) {
        return write(VersionFold.TENANT, "fold-version", "v-" + version, VersionWords.foldVersionBegun(version));
    }

    private long write(String tenant, String session, String eventId, Writing writing) {
        LifecycleEvent event = LifecycleEvent.newBuilder()
                .setEventId(eventId)
                .setTenantId(tenant)
                .setSessionKey(session)
                .setProducerId("gw-1")
                .setEventTime(clock.instant())
                .setSource(EventSource.GATEWAY)
                .setPayload(writing.event().payload().apply(Day.FIRST))
                .build();
        return writeBytes((tenant + '/' + session).getBytes(UTF_8), events.write(event));
    }

    /** Writes whatever bytes into the events. */
    long writeBytes(byte @Nullable [] key, byte @Nullable [] value) {
        long at = logs.append(Topics.EVENTS, 0, clock.millis(), key, value);
        harness.pipe(key, value, new RecordHeaders(), clock.millis());
        keepWhatCameOut();
        return at;
    }

    void write(WorkerHappening happening) {
        written++;
        WorkerEvent event = WorkerEvent.newBuilder()
                .setEventId("w-" + written)
                .setTenantId(TENANT)
                .setDeploymentId(happening.deploymentId())
                .setEventTime(clock.instant())
                .setPayload(happening.payload())
                .build();
        byte[] key = (TENANT + '/' + happening.deploymentId()).getBytes(UTF_8);
        byte[] value = workerEvents.write(event);
        logs.append(Topics.WORKER_EVENTS, 0, clock.millis(), key, value);
        harness.pipeWorkerEvent(key, value, new RecordHeaders(), clock.millis());
        keepWhatCameOut();
    }

    void tell(String eventId, String applicationId, SpecificRecord payload) {
        byte[] key = (TENANT + '/' + applicationId).getBytes(UTF_8);
        byte[] value =
                applicationEvents.write(new ApplicationEvent(eventId, TENANT, applicationId, Instant.EPOCH, payload));
        logs.append(Topics.APPLICATION_EVENTS, 0, clock.millis(), key, value);
        applications.pipeInput(new TestRecord<>(key, value, new RecordHeaders(), clock.instant()));
        keepWhatCameOut();
    }

    /** Time passes, and the timer looks at every session that is due; a second time for what it missed. */
    void timePasses(Duration duration) {
        clock.moveTo(clock.millis() + duration.toMillis());
        for (int tick = 0; tick < 3; tick++) {
            harness.driver().advanceWallClockTime(Duration.ofMillis(TopologyHarness.TICK_MS));
            keepWhatCameOut();
        }
    }

    /** The topics and changelogs so far; a copy, to be tampered with. */
    MemoryLogs logs() {
        return logs.copy();
    }

    WriterSchemas schemas() {
        return harness.schemas();
    }

    TopologyHarness harness() {
        return harness;
    }

    @Override
    public void close() {
        harness.close();
    }

    private void keepWhatCameOut() {
        for (String topic : OUTPUTS) {
            keep(topic);
        }
        // What it writes into its own inputs comes behind the record that led to it.
        keep(Topics.EVENTS);
        keep(Topics.WORKER_EVENTS);
        STORES.forEach(store -> keep(changelog(store)));
        afterEach.run();
    }

    private void keep(String topic) {
        for (TestRecord<byte[], byte[]> record : harness.read(topic)) {
            long offset = logs.span(new TopicPartition(topic, 0)).to();
            ConsumerRecord<byte[], byte[]> kept =
                    MemoryLogs.record(topic, 0, offset, record.timestamp(), record.key(), record.value());
            record.headers().forEach(header -> kept.headers().add(header));
            logs.add(kept);
        }
    }

    /** How far a topic reaches. */
    Span span(String topic) {
        return logs.span(new TopicPartition(topic, 0));
    }
}
