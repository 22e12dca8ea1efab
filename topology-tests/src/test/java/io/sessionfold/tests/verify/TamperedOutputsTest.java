package io.sessionfold.tests.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.ApplicationRow;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.RunOutcomeStatus;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Finding;
import io.sessionfold.engine.verify.Kind;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.tests.replay.MemoryLogs;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.RecordWriter;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody has changed, dropped, doubled, swapped or added a record of an output topic. */
final class TamperedOutputsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                Topics.SESSIONS_CHANGED,
                Topics.RUN_OUTCOMES,
                Topics.SESSION_COMMANDS,
                Topics.REJECTED_EVENTS,
                Topics.DEAD_LETTERS,
                Topics.APPLICATIONS_CHANGED
            })
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    private @interface OfEveryOutput {}

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

    @OfEveryOutput
    @DisplayName("INV-44: a record that was dropped from an output topic is found, with its session")
    void aDroppedRecordIsFound(String topic) {
        ConsumerRecord<byte[], byte[]> dropped = inTheMiddle(topic);
        logs.tamper(topic, 0, dropped.offset(), record -> List.of());

        Finding finding = only(Kind.RECORD_MISSING, topic);
        assertThat(finding.session()).isEqualTo(key(dropped));
        assertThat(finding.recordTimeMs()).isEqualTo(dropped.timestamp());
    }

    @OfEveryOutput
    @DisplayName("INV-44: the last record that was dropped from an output topic is found")
    void aDroppedLastRecordIsFound(String topic) {
        List<ConsumerRecord<byte[], byte[]>> all = logs.list(new TopicPartition(topic, 0));
        ConsumerRecord<byte[], byte[]> dropped = all.remove(all.size() - 1);

        assertThat(only(Kind.RECORD_MISSING, topic).session()).isEqualTo(key(dropped));
    }

    @OfEveryOutput
    @DisplayName("INV-13, INV-44: a record that stands twice in an output topic is found, with both places")
    void aDoubledRecordIsFound(String topic) {
        ConsumerRecord<byte[], byte[]> doubled = inTheMiddle(topic);
        logs.tamper(topic, 0, doubled.offset(), record -> List.of(record, at(record, record.offset() + 1)));
        logs.list(new TopicPartition(topic, 0))
                .replaceAll(record -> record == doubled || record.offset() <= doubled.offset()
                        ? record
                        : at(record, record.offset() + 1));

        Finding finding = verified().findings().stream()
                .filter(one -> one.kind() == Kind.RECORD_DOUBLED)
                .findFirst()
                .orElseThrow();
        assertThat(finding.where()).isEqualTo(topic);
        assertThat(finding.session()).isEqualTo(key(doubled));
        assertThat(finding.found()).isNotNull().extracting(at -> at.topic()).isEqualTo(topic);
    }

    @OfEveryOutput
    @DisplayName("INV-44: two records that changed places are found as that, not as a missing and an added one")
    void swappedRecordsAreFound(String topic) {
        List<ConsumerRecord<byte[], byte[]>> all = logs.list(new TopicPartition(topic, 0));
        // The first ones come from one fold; there is no order between two.
        int first = 0;
        ConsumerRecord<byte[], byte[]> before = all.get(first);
        ConsumerRecord<byte[], byte[]> behind = all.get(first + 1);
        all.set(first, at(behind, before.offset()));
        all.set(first + 1, at(before, behind.offset()));

        Report report = verified();
        assertThat(report.counts()).containsEntry(Kind.RECORDS_SWAPPED, 1L);
        assertThat(report.counts())
                .doesNotContainKeys(Kind.RECORD_MISSING, Kind.RECORD_UNEXPECTED, Kind.RECORD_CHANGED);
        assertThat(first(report, Kind.RECORDS_SWAPPED).session()).isIn(key(before), key(behind));
    }

    @Test
    @DisplayName("INV-44: a changed field of a row is found, and named")
    void aChangedRowIsFound() {
        change(Topics.SESSIONS_CHANGED, SessionRow.class, SessionRow::getHasActiveRun, row -> put(row, "url", "evil"));

        Finding finding = first(verified(), Kind.RECORD_CHANGED);
        assertThat(finding.where()).isEqualTo(Topics.SESSIONS_CHANGED);
        assertThat(finding.expected()).contains("url null");
        assertThat(finding.actual()).contains("url \"evil\"");
        assertThat(finding.event()).isNotNull();
    }

    @Test
    @DisplayName("INV-44: a changed version of a row is found as a change, and breaks INV-3 by itself")
    void aChangedVersionIsFound() {
        change(
                Topics.SESSIONS_CHANGED,
                SessionRow.class,
                row -> row.getStateVersion() == 3,
                row -> put(row, "stateVersion", 77L));

        Report report = verified();
        assertThat(first(report, Kind.RECORD_CHANGED).expected()).contains("stateVersion 3");
        assertThat(first(report, Kind.INVARIANT_BROKEN).expected()).contains("INV-3");
    }

    @Test
    @DisplayName("INV-13: a changed outcome is found, and named")
    void aChangedOutcomeIsFound() {
        change(
                Topics.RUN_OUTCOMES,
                RunOutcome.class,
                outcome -> outcome.getRunId().equals("r-1"),
                outcome -> put(outcome, "status", RunOutcomeStatus.FAILED));

        Finding finding = only(Kind.RECORD_CHANGED, Topics.RUN_OUTCOMES);
        assertThat(finding.session()).isEqualTo("acme/s-1");
        assertThat(finding.expected()).contains("status \"DONE\"");
        assertThat(finding.actual()).contains("status \"FAILED\"");
    }

    @Test
    @DisplayName("INV-44: a changed command, a changed rejection and a changed application are found")
    void otherChangedRecordsAreFound() {
        change(
                Topics.SESSION_COMMANDS,
                SessionCommand.class,
                command -> command.getRunId() != null,
                command -> put(command, "runId", "r-evil"));
        change(
                Topics.REJECTED_EVENTS,
                RejectedEvent.class,
                rejected -> rejected.getSessionKey() != null,
                rejected -> put(rejected, "detail", "nothing happened"));
        change(Topics.APPLICATIONS_CHANGED, ApplicationRow.class, row -> true, row -> put(row, "message", "hacked"));

        assertThat(verified().findings())
                .allMatch(finding -> finding.kind() == Kind.RECORD_CHANGED)
                .extracting(Finding::where)
                .containsExactlyInAnyOrder(
                        Topics.SESSION_COMMANDS, Topics.REJECTED_EVENTS, Topics.APPLICATIONS_CHANGED);
    }

    @OfEveryOutput
    @DisplayName("INV-44: one changed byte of an output is found, whether it can still be read or not")
    void everyChangedByteIsFound(String topic) {
        ConsumerRecord<byte[], byte[]> target = inTheMiddle(topic);
        for (int at = 5; at < target.value().length; at += 7) {
            MemoryLogs copy = ENGINE.logs();
            byte[] bytes = target.value().clone();
            bytes[at] ^= 0x10;
            copy.tamper(topic, 0, target.offset(), record -> List.of(with(record, bytes)));
            assertThat(Verified.everything(copy, ENGINE.schemas()).holds())
                    .as("byte %d of %s", at, topic)
                    .isFalse();
        }
    }

    @Test
    @DisplayName("INV-44: a row that nothing led to is found where it stands")
    void anAddedRecordIsFound() {
        ConsumerRecord<byte[], byte[]> row = inTheMiddle(Topics.SESSIONS_CHANGED);
        long end = logs.span(new TopicPartition(Topics.SESSIONS_CHANGED, 0)).to();
        byte[] forged = changed(SessionRow.class, row, value -> {
            put(value, "sessionKey", "s-9");
            put(value, "stateVersion", 1L);
        });
        logs.append(Topics.SESSIONS_CHANGED, 0, row.timestamp(), "acme/s-9".getBytes(UTF_8), forged);

        Finding finding = only(Kind.RECORD_UNEXPECTED, Topics.SESSIONS_CHANGED);
        assertThat(finding.session()).isEqualTo("acme/s-9");
        assertThat(finding.found()).isNotNull().extracting(at -> at.offset()).isEqualTo(end);
    }

    @Test
    @DisplayName("INV-44: a tombstone of a session that was not deleted is found")
    void aForgedTombstoneIsFound() {
        logs.append(Topics.SESSIONS_CHANGED, 0, 0, "acme/s-1".getBytes(UTF_8), null);

        assertThat(only(Kind.RECORD_UNEXPECTED, Topics.SESSIONS_CHANGED).session())
                .isEqualTo("acme/s-1");
    }

    @Test
    @DisplayName("INV-1, INV-5: a row that contradicts itself breaks its invariant whatever the log says")
    void aContradictoryRowBreaksItsInvariant() {
        change(
                Topics.SESSIONS_CHANGED,
                SessionRow.class,
                SessionRow::getHasActiveRun,
                row -> put(row, "hasActiveRun", false));

        Report report = verified();
        assertThat(first(report, Kind.INVARIANT_BROKEN).expected()).contains("INV-5");
        assertThat(report.counts()).containsEntry(Kind.RECORD_CHANGED, 1L);
    }

    private Report verified() {
        return Verified.everything(logs, ENGINE.schemas());
    }

    private Finding only(Kind kind, String topic) {
        Report report = verified();
        Finding finding = first(report, kind);
        assertThat(report.counts()).as(report.findings().toString()).containsEntry(kind, 1L);
        assertThat(finding.where()).isEqualTo(topic);
        return finding;
    }

    static Finding first(Report report, Kind kind) {
        assertThat(report.holds()).isFalse();
        return report.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Expected " + kind + ", but found " + report.findings()));
    }

    private ConsumerRecord<byte[], byte[]> inTheMiddle(String topic) {
        List<ConsumerRecord<byte[], byte[]>> all = logs.list(new TopicPartition(topic, 0));
        return all.get(all.size() / 2);
    }

    private <T extends SpecificRecord> void change(
            String topic, Class<T> type, Predicate<T> which, Consumer<T> change) {
        ConsumerRecord<byte[], byte[]> target = logs.list(new TopicPartition(topic, 0)).stream()
                .filter(record -> record.value() != null && which.test(read(type, record)))
                .findFirst()
                .orElseThrow();
        logs.tamper(topic, 0, target.offset(), record -> List.of(with(record, changed(type, record, change))));
    }

    private static <T extends SpecificRecord> byte[] changed(
            Class<T> type, ConsumerRecord<byte[], byte[]> record, Consumer<T> change) {
        T value = read(type, record);
        change.accept(value);
        return new RecordWriter<>(type, record.topic(), ENGINE.harness().registry(), true).write(value);
    }

    private static void put(SpecificRecord record, String field, Object value) {
        record.put(record.getSchema().getField(field).pos(), value);
    }

    private static <T extends SpecificRecord> T read(Class<T> type, ConsumerRecord<byte[], byte[]> record) {
        Decoded<T> decoded =
                new RecordReader<>(type, ENGINE.schemas()).read(record.topic(), 0, record.offset(), record.value());
        return ((Decoded.Value<T>) decoded).value();
    }

    private static ConsumerRecord<byte[], byte[]> at(ConsumerRecord<byte[], byte[]> record, long offset) {
        return MemoryLogs.record(record.topic(), 0, offset, record.timestamp(), record.key(), record.value());
    }

    private static ConsumerRecord<byte[], byte[]> with(ConsumerRecord<byte[], byte[]> record, byte[] value) {
        return MemoryLogs.record(record.topic(), 0, record.offset(), record.timestamp(), record.key(), value);
    }

    private static @Nullable String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? null : new String(record.key(), UTF_8);
    }
}
