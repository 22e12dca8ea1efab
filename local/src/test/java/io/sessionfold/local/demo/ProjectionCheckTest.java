package io.sessionfold.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.Position;
import io.sessionfold.contract.RunEnded;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.RunOutcomeStatus;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The check has to find each violation that it is there for. */
class ProjectionCheckTest {

    private final Registry registry = Registry.mock("projection-check");
    private final RecordWriter<LifecycleEvent> events =
            new RecordWriter<>(LifecycleEvent.class, "events", registry, true);
    private final RecordWriter<SessionRow> rows = new RecordWriter<>(SessionRow.class, "rows", registry, true);
    private final RecordWriter<RunOutcome> outcomes = new RecordWriter<>(RunOutcome.class, "outcomes", registry, true);
    private final ProjectionCheck check = new ProjectionCheck(new WriterSchemas(registry, InstantSource.system()));

    @Test
    void aRunThatComesGoesAndIsDecidedOnceHolds() {
        row(1, "SessionCreated", "");
        row(2, "RunAccepted", "r-1", "r-1");
        row(3, "RunAccepted", "r-2", "r-1", "r-2");
        row(4, "RunEnded", "r-1", "r-2");
        outcome("r-1");

        assertThat(check.verdict()).hasToString("holds");
        assertThat(check.maxConcurrentRuns()).isEqualTo(2);
        assertThat(check.activeRunsAtEnd()).isEqualTo(1);
    }

    @Test
    @DisplayName("INV-3: a version that is skipped is found")
    void aSkippedVersionIsFound() {
        row(1, "SessionCreated", "");
        row(3, "RunAccepted", "r-1", "r-1");

        assertViolated("Expected version 2", "it was 3");
    }

    @Test
    @DisplayName("INV-1: a run that is active in the record of its own end is found")
    void aRunThatIsActiveInTheRecordOfItsOwnEndIsFound() {
        row(1, "RunAccepted", "r-1", "r-1");
        row(2, "RunEnded", "r-1", "r-1");

        assertViolated("Expected run 'r-1' to be gone with its own RunEnded");
    }

    @Test
    @DisplayName("INV-6: a run that yields stays active in the record of its RunEnded")
    void aRunThatYieldsStaysActive() {
        ended(2, true);
        row(1, "RunStarted", "r-1", "r-1");
        row(2, "RunEnded", "r-1", "r-1");

        assertThat(check.verdict()).hasToString("holds");
    }

    @Test
    @DisplayName("INV-1: an end that is no yield is told from one")
    void anEndThatIsNoYieldIsTerminal() {
        ended(2, false);
        row(1, "RunStarted", "r-1", "r-1");
        row(2, "RunEnded", "r-1", "r-1");

        assertViolated("Expected run 'r-1' to be gone with its own RunEnded");
    }

    @Test
    @DisplayName("INV-1: an interrupted run that stays active is found")
    void anInterruptedRunThatStaysActiveIsFound() {
        row(1, "RunInterrupted", "r-1", "r-1");

        assertViolated("Expected run 'r-1' to be gone with its own RunInterrupted");
    }

    @Test
    void aResetThatLeavesARunActiveIsFound() {
        row(1, "SessionReset", "r-1", "r-2");

        assertViolated("Expected a reset to end every run, but [r-2] were still active");
    }

    @Test
    @DisplayName("INV-1: a run that becomes active again is found")
    void aRunThatBecomesActiveAgainIsFound() {
        row(1, "RunAccepted", "r-1", "r-1");
        row(2, "RunEnded", "r-1");
        row(3, "SessionUpdated", "", "r-1");

        assertViolated("Expected run 'r-1' to stay ended");
    }

    @Test
    @DisplayName("INV-5: a flag that contradicts the runs is found")
    void aFlagThatContradictsTheRunsIsFound() {
        SessionRow contradiction = row(1, "RunAccepted", true, "r-1", List.of());
        check.row(record("rows", rows.write(contradiction)));

        assertViolated("Expected hasActiveRun");
    }

    @Test
    void unsortedRunsAreFound() {
        row(1, "RunAccepted", "r-1", "r-2", "r-1");

        assertViolated("to be sorted");
    }

    @Test
    @DisplayName("INV-13: a second outcome of a run is found")
    void aSecondOutcomeOfARunIsFound() {
        outcome("r-1");
        outcome("r-1");

        assertViolated("Expected one outcome of run 'r-1'");
    }

    private void assertViolated(String... parts) {
        assertThat(check.verdict().holds()).isFalse();
        assertThat(check.verdict().toString()).contains(parts);
    }

    private void row(long version, String eventType, String runId, String... activeRunIds) {
        List<String> active = List.of(activeRunIds);
        check.row(record("rows", rows.write(row(version, eventType, !active.isEmpty(), runId, active))));
    }

    /** An event of the log; it stands where the row of that version says it came from. */
    private void ended(long offset, boolean yielded) {
        LifecycleEvent event = LifecycleEvent.newBuilder()
                .setEventId("e-" + offset)
                .setTenantId("t")
                .setSessionKey("s")
                .setProducerId("gw")
                .setEventTime(Instant.EPOCH)
                .setSource(EventSource.GATEWAY)
                .setPayload(RunEnded.newBuilder()
                        .setRunId("r-1")
                        .setAborted(false)
                        .setYielded(yielded)
                        .setExecutionStarted(true)
                        .build())
                .build();
        check.event(new ConsumerRecord<>("events", 0, offset, "t/s".getBytes(UTF_8), events.write(event)));
    }

    private void outcome(String runId) {
        RunOutcome outcome = RunOutcome.newBuilder()
                .setTenantId("t")
                .setSessionKey("s")
                .setSessionId("s-1")
                .setRunId(runId)
                .setStatus(RunOutcomeStatus.DONE)
                .setEndedAt(Instant.EPOCH)
                .setDecidedBy("e")
                .build();
        check.outcome(record("outcomes", outcomes.write(outcome)));
    }

    private static SessionRow row(
            long version, String eventType, boolean hasActiveRun, String runId, List<String> activeRunIds) {
        return SessionRow.newBuilder()
                .setTenantId("t")
                .setSessionKey("s")
                .setSessionId("s-1")
                .setOwnerUserId("ada")
                .setKind("chat")
                .setCreatedAt(Instant.EPOCH)
                .setEventType(eventType)
                .setRunId(runId)
                .setEventTime(Instant.EPOCH)
                .setRecordTime(Instant.EPOCH)
                .setStateVersion(version)
                .setDesiredState(DesiredState.RUNNING)
                .setDesiredGeneration(0)
                .setPhase(Phase.RUNNING)
                .setState("running")
                .setPhaseLabel("Running")
                .setPhaseSince(Instant.EPOCH)
                .setRunStatus("idle")
                .setHasActiveRun(hasActiveRun)
                .setActiveRunIds(activeRunIds)
                .setOpenConnections(0)
                .setPosition(new Position("events", 0, version))
                .setHistoryDigest(ByteBuffer.allocate(32))
                .build();
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, byte[] value) {
        return new ConsumerRecord<>(topic, 0, 0, "t/s".getBytes(UTF_8), value);
    }
}
