package io.sessionfold.tests.verify;

import static io.sessionfold.tests.verify.TamperedOutputsTest.first;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.verify.Finding;
import io.sessionfold.engine.verify.Kind;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.tests.replay.MemoryLogs;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody has written into a changelog by hand: into what the engine would restore from. */
final class TamperedStatesTest {

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
    @DisplayName("INV-44: a session state that was written by hand is found, with the field that was changed")
    void aStateWrittenByHandIsFound() {
        SessionKey key = SessionKey.parse(SESSION).orElseThrow();
        SessionCodec codec = new SessionCodec();
        Session real = codec.decode(key, last(StoreNames.SESSIONS, SESSION));
        Session forged = new Session(
                real.key(),
                real.identity(),
                real.lifecycle(),
                real.runs(),
                real.lastRun(),
                real.abortMarks(),
                real.activity(),
                real.fences(),
                real.timers(),
                real.held(),
                real.quarantine(),
                real.deletedSessionId(),
                real.stateVersion() + 5,
                real.lastChange(),
                real.progress());
        write(StoreNames.SESSIONS, SESSION, codec.encode(forged));

        Finding finding = only(Kind.STATE_DIFFERS);
        assertThat(finding.session()).isEqualTo(SESSION);
        assertThat(finding.event()).isEqualTo(real.progress().position());
        assertThat(finding.expected()).contains("stateVersion " + real.stateVersion());
        assertThat(finding.actual()).contains("stateVersion " + forged.stateVersion());
    }

    @Test
    @DisplayName("INV-45: a session state that was put back to an earlier one is found")
    void anOldStateIsFound() {
        byte[] first = all(StoreNames.SESSIONS).stream()
                .filter(record -> SESSION.equals(new String(record.key(), UTF_8)))
                .findFirst()
                .orElseThrow()
                .value();
        write(StoreNames.SESSIONS, SESSION, first);

        Finding finding = only(Kind.STATE_DIFFERS);
        assertThat(finding.session()).isEqualTo(SESSION);
        assertThat(finding.expected()).contains("offset");
    }

    @Test
    @DisplayName("INV-44: a session state that was taken away is found")
    void aMissingStateIsFound() {
        write(StoreNames.SESSIONS, SESSION, null);

        assertThat(only(Kind.STATE_MISSING).session()).isEqualTo(SESSION);
    }

    @Test
    @DisplayName("INV-44: a session state of a session that the log does not know is found")
    void anInventedStateIsFound() {
        write(StoreNames.SESSIONS, "acme/s-99", last(StoreNames.SESSIONS, SESSION));

        assertThat(only(Kind.STATE_UNEXPECTED).session()).isEqualTo("acme/s-99");
    }

    @ParameterizedTest
    @DisplayName("INV-44: a state that cannot be read is found in every store")
    @ValueSource(
            strings = {StoreNames.SESSIONS, StoreNames.RETRY_GUARDS, StoreNames.DEPLOYMENTS, StoreNames.APPLICATIONS})
    void anUnreadableStateIsFound(String store) {
        String key = new String(all(store).get(all(store).size() - 1).key(), UTF_8);
        write(store, key, "by hand".getBytes(UTF_8));

        Report report = Verified.everything(logs, ENGINE.schemas());
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo(store);
            assertThat(finding.session()).isEqualTo(key);
        });
    }

    @Test
    @DisplayName("INV-9: retry guards that were forgotten are found")
    void forgottenGuardsAreFound() {
        write(StoreNames.RETRY_GUARDS, "acme/s-3", null);

        assertThat(only(Kind.STATE_MISSING).session()).isEqualTo("acme/s-3");
    }

    @Test
    @DisplayName("INV-9: retry guards that were written by hand are found")
    void guardsWrittenByHandAreFound() {
        RetryGuards others = new GuardCodec().decode(last(StoreNames.RETRY_GUARDS, "acme/s-2"));
        write(StoreNames.RETRY_GUARDS, "acme/s-3", new GuardCodec().encode(others));

        Finding finding = only(Kind.STATE_DIFFERS);
        assertThat(finding.where()).isEqualTo(StoreNames.RETRY_GUARDS);
        assertThat(finding.session()).isEqualTo("acme/s-3");
    }

    @Test
    @DisplayName("INV-46: counts that were changed are found, with the count")
    void changedCountsAreFound() {
        ProgressCounts counts = ProgressCounts.of(last(StoreNames.PROGRESS, "0"));
        counts.add(Count.APPLIED, -1);
        counts.add(Count.RUN_OUTCOMES, 1);
        write(StoreNames.PROGRESS, "0", counts.toBytes());

        Report report = Verified.everything(logs, ENGINE.schemas());
        assertThat(report.counts()).containsOnlyKeys(Kind.COUNTS_DIFFER, Kind.NOT_CONSERVED);
        assertThat(first(report, Kind.COUNTS_DIFFER).expected()).contains("applied", "run_outcomes");
        assertThat(first(report, Kind.NOT_CONSERVED).actual()).contains("1 of");
    }

    @Test
    @DisplayName("INV-46: counts that say less was read than was published are found")
    void countsThatWereTurnedBackAreFound() {
        ProgressCounts early = ProgressCounts.of(all(StoreNames.PROGRESS).get(3).value());
        write(StoreNames.PROGRESS, "0", early.toBytes());
        assertThat(Verified.everything(logs, ENGINE.schemas()).holds())
                .as("an engine that is far behind, and states and outputs that follow from what it will read")
                .isTrue();

        logs.list(new TopicPartition(RecordedEngine.changelog(StoreNames.PROGRESS), 0))
                .clear();
        assertThat(only(Kind.COUNTS_DIFFER).actual()).contains("there are none");
    }

    private Finding only(Kind kind) {
        Report report = Verified.everything(logs, ENGINE.schemas());
        assertThat(report.counts()).as(report.findings().toString()).containsOnlyKeys(kind);
        assertThat(report.findings()).hasSize(1);
        return report.findings().get(0);
    }

    private List<ConsumerRecord<byte[], byte[]>> all(String store) {
        return logs.list(new TopicPartition(RecordedEngine.changelog(store), 0));
    }

    private byte[] last(String store, String key) {
        return all(store).stream()
                .filter(record -> key.equals(new String(record.key(), UTF_8)))
                .reduce((before, behind) -> behind)
                .orElseThrow()
                .value();
    }

    private void write(String store, String key, byte @Nullable [] value) {
        logs.append(RecordedEngine.changelog(store), 0, 0, key.getBytes(UTF_8), value);
    }
}
