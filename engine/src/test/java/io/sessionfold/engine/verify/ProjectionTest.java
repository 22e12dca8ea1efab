package io.sessionfold.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.RunOutcomeStatus;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.session.Position;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The check has to find each violation that it is there for. */
final class ProjectionTest {

    private final Findings findings = new Findings();
    private final Projection check = new Projection(Cleanup.NONE, findings);

    @Test
    void aRunThatComesGoesAndIsDecidedOnceHolds() {
        row(1, "SessionCreated", "");
        row(2, "RunAccepted", "r-1", "r-1");
        row(3, "RunAccepted", "r-2", "r-1", "r-2");
        row(4, "RunEnded", "r-1", "r-2");
        outcome("r-1");

        assertThat(findings.kept()).isEmpty();
        assertThat(check.maxConcurrentRuns()).isEqualTo(2);
        assertThat(check.activeRunsAtEnd()).isEqualTo(1);
    }

    @Test
    @DisplayName("INV-3: a version that is skipped is found")
    void aSkippedVersionIsFound() {
        row(1, "SessionCreated", "");
        row(3, "RunAccepted", "r-1", "r-1");

        assertViolated("INV-3: version 2 to follow", "it is version 3");
    }

    @Test
    @DisplayName("INV-1: a run that is active in the record of its own end is found")
    void aRunThatIsActiveInTheRecordOfItsOwnEndIsFound() {
        row(1, "RunAccepted", "r-1", "r-1");
        row(2, "RunEnded", "r-1", "r-1");

        assertViolated("INV-1: run 'r-1' to be gone with its own RunEnded");
    }

    @Test
    @DisplayName("INV-6: a run that yields stays active in the record of its RunEnded")
    void aRunThatYieldsStaysActive() {
        ended(2, true);
        row(1, "RunStarted", "r-1", "r-1");
        row(2, "RunEnded", "r-1", "r-1");

        assertThat(findings.kept()).isEmpty();
    }

    @Test
    @DisplayName("INV-1: an end that is no yield is told from one")
    void anEndThatIsNoYieldIsTerminal() {
        ended(2, false);
        row(1, "RunStarted", "r-1", "r-1");
        row(2, "RunEnded", "r-1", "r-1");

        assertViolated("INV-1: run 'r-1' to be gone with its own RunEnded");
    }

    @Test
    @DisplayName("INV-1: an interrupted run that stays active is found")
    void anInterruptedRunThatStaysActiveIsFound() {
        row(1, "RunInterrupted", "r-1", "r-1");

        assertViolated("INV-1: run 'r-1' to be gone with its own RunInterrupted");
    }

    @Test
    void aResetThatLeavesARunActiveIsFound() {
        row(1, "SessionReset", "r-1", "r-2");

        assertViolated("INV-6: a reset to end every run", "[r-2] are still active");
    }

    @Test
    @DisplayName("INV-1: a run that becomes active again is found")
    void aRunThatBecomesActiveAgainIsFound() {
        row(1, "RunAccepted", "r-1", "r-1");
        row(2, "RunEnded", "r-1");
        row(3, "SessionUpdated", "", "r-1");

        assertViolated("INV-1: run 'r-1' to stay ended");
    }

    @Test
    @DisplayName("INV-5: a flag that contradicts the runs is found")
    void aFlagThatContradictsTheRunsIsFound() {
        SessionRow contradiction = row(1, "RunAccepted", true, "r-1", List.of());
        check.row(found(contradiction));

        assertViolated("INV-5: hasActiveRun");
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

        assertViolated("INV-13: one outcome of run 'r-1'");
    }

    @Test
    @DisplayName("INV-3: versions that compaction may have removed are not missed; younger ones are")
    void versionsThatCompactionRemovedAreNotMissed() {
        Projection old = new Projection(new Cleanup(Map.of("rows", 1L)), findings);
        old.row(found(row(4, "RunAccepted", true, "r-1", List.of("r-1"))));
        old.row(found(row(7, "RunEnded", false, "r-1", List.of())));
        assertThat(findings.kept()).isEmpty();

        Projection young = new Projection(new Cleanup(Map.of("rows", 0L)), findings);
        young.row(found(row(4, "RunAccepted", true, "r-1", List.of("r-1"))));
        assertViolated("INV-3: version 1 to follow");
    }

    private void assertViolated(String... parts) {
        assertThat(findings.kept()).isNotEmpty();
        assertThat(findings.kept().get(0).kind()).isEqualTo(Kind.INVARIANT_BROKEN);
        assertThat(findings.kept().get(0).sentence()).contains(parts);
    }

    private void row(long version, String eventType, String runId, String... activeRunIds) {
        List<String> active = List.of(activeRunIds);
        check.row(found(row(version, eventType, !active.isEmpty(), runId, active)));
    }

    /** An event of the log; it stands where the row of that version says it came from. */
    private void ended(long offset, boolean yielded) {
        if (yielded) {
            check.yielded(new Position("events", 0, offset));
        }
    }

    private void outcome(String runId) {
        check.outcome(found(RunOutcome.newBuilder()
                .setTenantId("t")
                .setSessionKey("s")
                .setSessionId("s-1")
                .setRunId(runId)
                .setStatus(RunOutcomeStatus.DONE)
                .setEndedAt(Instant.EPOCH)
                .setDecidedBy("e")
                .build()));
    }

    private static <T> Found<T> found(T value) {
        return new Found<>("t/s", value, null, null, "", new Position("rows", 0, 0), null, 0, true);
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
                .setPosition(new io.sessionfold.contract.Position("events", 0, version))
                .setHistoryDigest(ByteBuffer.allocate(32))
                .build();
    }
}
