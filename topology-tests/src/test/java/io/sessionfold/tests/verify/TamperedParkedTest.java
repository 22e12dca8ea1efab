package io.sessionfold.tests.verify;

import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.Position;
import io.sessionfold.contract.QuarantineReleased;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ParkedEntries;
import io.sessionfold.engine.store.ParkedValue;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Finding;
import io.sessionfold.engine.verify.Kind;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.tests.driver.PoisonedFold;
import io.sessionfold.tests.dsl.Words;
import io.sessionfold.tests.replay.MemoryLogs;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Somebody has written by hand into the changelog of what is parked: a release would fold what never was in the log. */
final class TamperedParkedTest {

    private static final SessionKey SESSION = SessionKey.parse("acme/s-1").orElseThrow();
    private static final String CHANGELOG = RecordedEngine.changelog(StoreNames.PARKED_EVENTS);

    private static final RecordedEngine ENGINE = new RecordedEngine(PoisonedFold.versions());

    private static long failed;
    private static long behind;

    private final MemoryLogs logs = ENGINE.logs();

    @BeforeAll
    static void play() {
        ENGINE.write("s-1", session("s-1"));
        ENGINE.write("s-1", runAccepted("r-1"));
        failed = ENGINE.write("s-1", "poison-1-a", runStarted("r-1"));
        behind = ENGINE.write("s-1", runEnded("r-1").yielding());
        ENGINE.write("s-2", session("s-2"));
        ENGINE.write("s-2", "poison-1-b", runAccepted("r-2"));
        ENGINE.write("s-2", Words.event("quarantineReleased()", released(Long.MAX_VALUE)));
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    @DisplayName("INV-47: what is parked follows from the log, byte for byte")
    void whatIsParkedFollowsFromTheLog() {
        Report report = Verified.everything(logs, ENGINE.schemas());
        assertThat(report.findings()).isEmpty();
        assertThat(report.compared().same()).containsEntry("live parked events", 2L);
    }

    @Test
    @DisplayName("INV-47: a parked event that was dropped by hand is missed")
    void aDroppedEventIsMissed() {
        write(SESSION, behind, null);

        Finding finding = only(Kind.STATE_MISSING);
        assertThat(finding.where()).isEqualTo(StoreNames.PARKED_EVENTS);
        assertThat(finding.session()).isEqualTo(SESSION.recordKey());
        assertThat(finding.event()).isEqualTo(at(behind));
    }

    @Test
    @DisplayName("INV-47: a parked event that was changed by hand is found, to the last byte")
    void aChangedEventIsFound() {
        byte[] changed = last(failed).clone();
        changed[changed.length - 1] ^= 1;
        write(SESSION, failed, changed);

        Finding finding = only(Kind.STATE_DIFFERS);
        assertThat(finding.session()).isEqualTo(SESSION.recordKey());
        assertThat(finding.event()).isEqualTo(at(failed));
        assertThat(finding.actual()).contains("byte " + (changed.length - 1 - 1 - Long.BYTES));
    }

    @Test
    @DisplayName("INV-47: a parked event whose record time was changed by hand is found, with both times")
    void aChangedTimeIsFound() {
        ParkedValue real = ParkedValue.of(last(failed));
        write(SESSION, failed, new ParkedValue(real.recordTimeMs() + 1, real.framed()).toBytes());

        Finding finding = only(Kind.STATE_DIFFERS);
        assertThat(finding.expected()).contains("recordTime " + real.recordTimeMs());
        assertThat(finding.actual()).contains("recordTime " + (real.recordTimeMs() + 1));
    }

    @Test
    @DisplayName("INV-47: an event that was parked by hand is found, in a session with a quarantine and in one without")
    void anAddedEventIsFound() {
        write(SESSION, behind + 1, last(behind));
        write(new SessionKey("acme", "s-2"), behind, last(behind));
        write(new SessionKey("acme", "s-99"), 0, last(behind));

        Report report = Verified.everything(logs, ENGINE.schemas());
        assertThat(report.counts()).containsExactlyEntriesOf(Map.of(Kind.STATE_UNEXPECTED, 3L));
        assertThat(report.findings())
                .extracting(Finding::session)
                .containsExactlyInAnyOrder("acme/s-1", "acme/s-2", "acme/s-99");
    }

    @Test
    @DisplayName("INV-47: what stands among the parked events and is none is found")
    void whatIsNoParkedEventIsFound() {
        logs.append(CHANGELOG, 0, 0, "by hand".getBytes(UTF_8), "by hand".getBytes(UTF_8));
        write(SESSION, failed, "by hand".getBytes(UTF_8));

        assertThat(Verified.everything(logs, ENGINE.schemas()).counts())
                .containsOnlyKeys(Kind.STATE_UNEXPECTED, Kind.STATE_DIFFERS);
    }

    private Finding only(Kind kind) {
        Report report = Verified.everything(logs, ENGINE.schemas());
        assertThat(report.counts()).as(report.findings().toString()).containsOnlyKeys(kind);
        assertThat(report.findings()).hasSize(1);
        return report.findings().get(0);
    }

    private static QuarantineReleased released(long upTo) {
        return new QuarantineReleased(new Position(Topics.EVENTS, 0, upTo), List.of());
    }

    private static io.sessionfold.engine.session.Position at(long offset) {
        return new io.sessionfold.engine.session.Position(Topics.EVENTS, 0, offset);
    }

    private byte[] last(long offset) {
        byte[] key = ParkedEntries.key(SESSION, offset).get();
        List<ConsumerRecord<byte[], byte[]>> records = logs.list(new TopicPartition(CHANGELOG, 0));
        return records.stream()
                .filter(record -> Arrays.equals(key, record.key()))
                .reduce((before, after) -> after)
                .orElseThrow()
                .value();
    }

    private void write(SessionKey key, long offset, byte @Nullable [] value) {
        logs.append(CHANGELOG, 0, 0, ParkedEntries.key(key, offset).get(), value);
    }
}
