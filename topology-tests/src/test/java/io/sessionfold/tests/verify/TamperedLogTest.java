package io.sessionfold.tests.verify;

import static io.sessionfold.tests.verify.TamperedOutputsTest.first;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.RunErrored;
import io.sessionfold.contract.RunReleased;
import io.sessionfold.contract.SessionQuarantined;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Finding;
import io.sessionfold.engine.verify.Kind;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.tests.replay.MemoryLogs;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.RecordWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody has changed the log itself, so that what was published does not follow from it any more. */
final class TamperedLogTest {

    private static final String SESSION = "acme/s-1";

    private static final RecordedEngine ENGINE = new RecordedEngine();

    private final MemoryLogs logs = ENGINE.logs();

    @BeforeAll
    static void play() {
        HonestTraffic.play(ENGINE);
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    @DisplayName("INV-45: an event that was taken out of the middle of the log is found at its position")
    void aRemovedEventIsFound() {
        ConsumerRecord<byte[], byte[]> removed = event("RunStarted");
        logs.tamper(Topics.EVENTS, 0, removed.offset(), record -> List.of());

        Report report = verified();
        assertFirst(report, removed);
        assertThat(report.around()).anyMatch(line -> line.contains("there is no event of the session"));
    }

    @Test
    @DisplayName("INV-45: an event that changed no row is missed in the digest of the next row")
    void aRemovedEventWithoutARowIsFound() {
        ConsumerRecord<byte[], byte[]> removed = event("RunProgressed");
        logs.tamper(Topics.EVENTS, 0, removed.offset(), record -> List.of());

        Report report = verified();
        Finding first = report.first().orElseThrow();
        assertThat(first.session()).isEqualTo(SESSION);
        assertThat(first.event())
                .isNotNull()
                .extracting(Position::offset, as(InstanceOfAssertFactories.LONG))
                .isGreaterThanOrEqualTo(removed.offset());
        assertThat(first.expected()).contains("historyDigest");
    }

    @Test
    @DisplayName("INV-45: every changed byte of an event is found, at its session and not before its position")
    void everyChangedByteOfAnEventIsFound() {
        ConsumerRecord<byte[], byte[]> target = event("RunStarted");
        for (int at = 0; at < target.value().length; at++) {
            MemoryLogs copy = ENGINE.logs();
            byte[] bytes = target.value().clone();
            bytes[at] ^= 0x01;
            copy.tamper(Topics.EVENTS, 0, target.offset(), record -> List.of(with(record, record.key(), bytes)));
            Report report = Verified.everything(copy, ENGINE.schemas());
            assertThat(report.holds()).as("byte %d", at).isFalse();
            Finding first = report.first().orElseThrow();
            assertThat(first.session()).as("byte %d: %s", at, first).isEqualTo(SESSION);
            assertThat(first.event()).as("byte %d: %s", at, first).isEqualTo(position(target));
        }
    }

    @Test
    @DisplayName("INV-45: an event that was put into the middle of the log is found at its position")
    void anInsertedEventIsFound() {
        ConsumerRecord<byte[], byte[]> before = event("RunAccepted");
        byte[] forged = change(before, event -> event.setEventId("e-forged"));
        insertBehind(before, SESSION.getBytes(UTF_8), forged);

        Finding first = verified().first().orElseThrow();
        assertThat(first.session()).isEqualTo(SESSION);
        assertThat(first.event()).isEqualTo(behind(before));
    }

    @Test
    @DisplayName("INV-45: an event of a session that nobody knew, put into the middle of the log, is found")
    void anInsertedSessionIsFound() {
        ConsumerRecord<byte[], byte[]> before = event("SessionCreated");
        byte[] forged = change(before, event -> event.setSessionKey("s-77").setEventId("e-forged"));
        insertBehind(before, "acme/s-77".getBytes(UTF_8), forged);

        Finding first = verified().first().orElseThrow();
        assertThat(first.session()).isEqualTo("acme/s-77");
        assertThat(first.event()).isEqualTo(behind(before));
        assertThat(first.kind()).isEqualTo(Kind.RECORD_MISSING);
    }

    @Test
    @DisplayName("INV-44: two events that changed places are found")
    void swappedEventsAreFound() {
        ConsumerRecord<byte[], byte[]> accepted = event("RunAccepted");
        ConsumerRecord<byte[], byte[]> started = event("RunStarted");
        logs.tamper(
                Topics.EVENTS, 0, accepted.offset(), record -> List.of(with(record, started.key(), started.value())));
        logs.tamper(
                Topics.EVENTS, 0, started.offset(), record -> List.of(with(record, accepted.key(), accepted.value())));

        assertFirst(verified(), accepted);
    }

    @Test
    @DisplayName("INV-45: a record time that was changed is found")
    void aChangedRecordTimeIsFound() {
        ConsumerRecord<byte[], byte[]> target = event("RunStarted");
        logs.tamper(
                Topics.EVENTS,
                0,
                target.offset(),
                record -> List.of(MemoryLogs.record(
                        record.topic(), 0, record.offset(), record.timestamp() + 1, record.key(), record.value())));

        Finding first = first(verified(), Kind.RECORD_CHANGED);
        assertThat(first.session()).isEqualTo(SESSION);
        assertThat(first.event()).isEqualTo(position(target));
    }

    @Test
    @DisplayName("INV-47: a forged SessionQuarantined, put into the log, is found at its position")
    void aForgedQuarantineIsFound() {
        ConsumerRecord<byte[], byte[]> before = event("RunAccepted");
        byte[] forged = change(
                before,
                event -> event.setEventId("quarantine-forged")
                        .setProducerId("sessionfold")
                        .setSource(EventSource.RECOVERY)
                        .setPayload(new SessionQuarantined(
                                new io.sessionfold.contract.Position(Topics.EVENTS, 0, before.offset()),
                                "java.lang.Forged")));
        insertBehind(before, SESSION.getBytes(UTF_8), forged);

        Finding first = verified().first().orElseThrow();
        assertThat(first.kind()).isEqualTo(Kind.QUARANTINE_FORGED);
        assertThat(first.session()).isEqualTo(SESSION);
        assertThat(first.found()).isEqualTo(behind(before));
    }

    @Test
    @DisplayName("INV-18: a forged failure of a run, in the name of the workers, is found")
    void aForgedFailureIsFound() {
        long end = logs.span(new TopicPartition(Topics.EVENTS, 0)).to();
        byte[] forged = change(
                event("RunAccepted"),
                event -> event.setEventId("worker-forged")
                        .setProducerId("sessionfold-workers")
                        .setSource(EventSource.RECOVERY)
                        .setPayload(
                                new RunErrored("r-1", "WORKER_DIED", "forged", false, null, null, null, true, null)));
        logs.append(Topics.EVENTS, 0, lastTime(), SESSION.getBytes(UTF_8), forged);

        Finding first = first(verified(), Kind.RECORD_UNEXPECTED);
        assertThat(first.session()).isEqualTo(SESSION);
        assertThat(first.found()).isEqualTo(new Position(Topics.EVENTS, 0, end));
    }

    @Test
    @DisplayName("INV-18: a failure of a run that was taken out of the log is found")
    void aRemovedFailureIsFound() {
        ConsumerRecord<byte[], byte[]> failure = event("RunErrored");
        logs.tamper(Topics.EVENTS, 0, failure.offset(), record -> List.of());

        Finding missing = verified().findings().stream()
                .filter(finding -> finding.where().equals(Topics.EVENTS))
                .findFirst()
                .orElseThrow();
        assertThat(missing.kind()).isEqualTo(Kind.RECORD_MISSING);
        assertThat(missing.session()).isEqualTo(new String(failure.key(), UTF_8));
        assertThat(missing.event()).isNotNull().extracting(Position::topic).isEqualTo(Topics.WORKER_EVENTS);
    }

    @Test
    @DisplayName("INV-18: a registration that was taken out of the worker events, and a forged release, are found")
    void registrationsAreFound() {
        List<ConsumerRecord<byte[], byte[]>> workers = logs.list(new TopicPartition(Topics.WORKER_EVENTS, 0));
        ConsumerRecord<byte[], byte[]> registered = workers.get(0);
        workers.remove(0);
        Finding missing = first(verified(), Kind.RECORD_MISSING);
        assertThat(missing.where()).isEqualTo(Topics.WORKER_EVENTS);
        assertThat(missing.session()).isEqualTo("acme/s-2");
        workers.add(0, registered);

        byte[] forged = new RecordWriter<>(
                        WorkerEvent.class,
                        Topics.WORKER_EVENTS,
                        ENGINE.harness().registry(),
                        true)
                .write(new WorkerEvent("forged", "acme", "d-2", Instant.EPOCH, new RunReleased("s-4", "r-8", null)));
        long at = logs.append(Topics.WORKER_EVENTS, 0, lastTime(), "acme/d-2".getBytes(UTF_8), forged);
        Finding unexpected = first(verified(), Kind.RECORD_UNEXPECTED);
        assertThat(unexpected.session()).isEqualTo("acme/s-4");
        assertThat(unexpected.found()).isEqualTo(new Position(Topics.WORKER_EVENTS, 0, at));
    }

    @ParameterizedTest
    @DisplayName("INV-44: every record that was taken out of an input is missed, in every input")
    @ValueSource(strings = {Topics.EVENTS, Topics.WORKER_EVENTS, Topics.APPLICATION_EVENTS})
    void everyRemovedRecordOfAnInputIsFound(String topic) {
        for (ConsumerRecord<byte[], byte[]> target : ENGINE.logs().list(new TopicPartition(topic, 0))) {
            MemoryLogs without = ENGINE.logs();
            without.tamper(topic, 0, target.offset(), record -> List.of());
            assertThat(Verified.everything(without, ENGINE.schemas()).holds())
                    .as("without %s@%d", topic, target.offset())
                    .isFalse();
        }
    }

    private void assertFirst(Report report, ConsumerRecord<byte[], byte[]> event) {
        assertThat(report.holds()).isFalse();
        Finding first = report.first().orElseThrow();
        assertThat(first.session()).as(first.sentence()).isEqualTo(new String(event.key(), UTF_8));
        assertThat(first.event()).as(first.sentence()).isEqualTo(position(event));
    }

    private Report verified() {
        return Verified.everything(logs, ENGINE.schemas());
    }

    /** The first event of a type. */
    private ConsumerRecord<byte[], byte[]> event(String type) {
        return logs.list(new TopicPartition(Topics.EVENTS, 0)).stream()
                .filter(record -> decoded(record) instanceof Decoded.Value<LifecycleEvent> event
                        && ((SpecificRecord) event.value().getPayload())
                                .getSchema()
                                .getName()
                                .equals(type))
                .findFirst()
                .orElseThrow();
    }

    private long lastTime() {
        return logs.list(new TopicPartition(Topics.EVENTS, 0)).stream()
                .mapToLong(ConsumerRecord::timestamp)
                .max()
                .orElseThrow();
    }

    /** Puts a record behind another; what comes later moves on by one. */
    private void insertBehind(ConsumerRecord<byte[], byte[]> before, byte[] key, byte[] value) {
        List<ConsumerRecord<byte[], byte[]>> list = logs.list(new TopicPartition(Topics.EVENTS, 0));
        list.replaceAll(record -> record.offset() <= before.offset()
                ? record
                : MemoryLogs.record(
                        record.topic(), 0, record.offset() + 1, record.timestamp(), record.key(), record.value()));
        list.add(MemoryLogs.record(Topics.EVENTS, 0, before.offset() + 1, before.timestamp(), key, value));
        list.sort(Comparator.comparingLong(ConsumerRecord::offset));
    }

    private static Position behind(ConsumerRecord<byte[], byte[]> record) {
        return new Position(record.topic(), record.partition(), record.offset() + 1);
    }

    private static Position position(ConsumerRecord<byte[], byte[]> record) {
        return new Position(record.topic(), record.partition(), record.offset());
    }

    private static byte[] change(
            ConsumerRecord<byte[], byte[]> record, Function<LifecycleEvent.Builder, LifecycleEvent.Builder> change) {
        return written(change.apply(LifecycleEvent.newBuilder(read(record))).build());
    }

    private static byte[] written(LifecycleEvent event) {
        return new RecordWriter<>(
                        LifecycleEvent.class, Topics.EVENTS, ENGINE.harness().registry(), true)
                .write(event);
    }

    private static LifecycleEvent read(ConsumerRecord<byte[], byte[]> record) {
        return ((Decoded.Value<LifecycleEvent>) decoded(record)).value();
    }

    private static Decoded<LifecycleEvent> decoded(ConsumerRecord<byte[], byte[]> record) {
        return new RecordReader<>(LifecycleEvent.class, ENGINE.schemas())
                .read(record.topic(), 0, record.offset(), record.value());
    }

    private static ConsumerRecord<byte[], byte[]> with(
            ConsumerRecord<byte[], byte[]> record, byte[] key, byte[] value) {
        return MemoryLogs.record(record.topic(), 0, record.offset(), record.timestamp(), key, value);
    }
}
