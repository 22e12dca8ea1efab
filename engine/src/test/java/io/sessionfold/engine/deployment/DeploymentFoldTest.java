package io.sessionfold.engine.deployment;

import static io.sessionfold.engine.deployment.Played.died;
import static io.sessionfold.engine.deployment.Played.left;
import static io.sessionfold.engine.deployment.Played.recorded;
import static io.sessionfold.engine.deployment.Played.registered;
import static io.sessionfold.engine.deployment.Played.released;
import static io.sessionfold.engine.deployment.Played.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.deployment.DeploymentEvent.Unrecognised;
import io.sessionfold.engine.deployment.DeploymentEvent.WorkerExited;
import io.sessionfold.engine.deployment.DeploymentOutput.RunFailed;
import io.sessionfold.engine.session.EventSource;
import io.sessionfold.engine.session.RejectionReason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What fails with a worker, and what does not (INV-18). */
final class DeploymentFoldTest {

    private final Played played = new Played();

    @Test
    @DisplayName("INV-18: an unintentional exit fails every registered run once, whoever was to execute it")
    void anUnintentionalExitFailsEveryRegisteredRun() {
        played.after(
                started("w-1", 1),
                started("w-2", 1),
                registered("s-2", "r-3", "w-2"),
                registered("s-1", "r-1", "w-1"),
                registered("s-1", "r-2", null),
                died("w-1", 1));
        assertThat(played.failed()).containsExactly("s-1/r-1", "s-1/r-2", "s-2/r-3");
        assertThat(played.deployment().runs()).isEmpty();
        assertThat(played.refused()).isEmpty();
    }

    @Test
    @DisplayName("INV-18: the worker need never have been seen")
    void theWorkerNeedNeverHaveBeenSeen() {
        assertThat(played.after(registered("r-1"), died("w-1", 7)).failed()).containsExactly("s-1/r-1");
    }

    @Test
    @DisplayName("INV-18: an intentional exit fails none")
    void anIntentionalExitFailsNone() {
        played.after(started("w-1", 1), registered("s-1", "r-1", "w-1"), left("w-1", 1));
        assertThat(played.failed()).isEmpty();
        assertThat(played.deployment().runs()).hasSize(1);
    }

    @Test
    @DisplayName("INV-18: a run that was released before the exit does not fail")
    void aReleasedRunDoesNotFail() {
        played.after(registered("r-1"), registered("r-2"), registered("r-3"), released("r-2"), died("w-1", 1));
        assertThat(played.failed()).containsExactly("s-1/r-1", "s-1/r-3");
    }

    @Test
    @DisplayName("INV-18: an exit that is seen twice fails nobody twice, nor whoever registered in between")
    void anExitThatIsSeenTwiceFailsNobodyTwice() {
        played.after(registered("r-1"), died("w-1", 1), registered("r-2"), died("w-1", 1));
        assertThat(played.failed()).containsExactly("s-1/r-1");
        assertThat(played.refused()).containsExactly(RejectionReason.ALREADY_TERMINAL);
        assertThat(played.deployment().runs()).hasSize(1);
    }

    @Test
    @DisplayName("INV-18: two workers that die one after the other fail a run once")
    void twoDeathsFailARunOnce() {
        played.after(registered("r-1"), died("w-1", 1), died("w-2", 1));
        assertThat(played.failed()).containsExactly("s-1/r-1");
        assertThat(played.refused()).isEmpty();
    }

    @Test
    @DisplayName("INV-18: an exit of an older epoch does nothing")
    void anExitOfAnOlderEpochDoesNothing() {
        played.after(started("w-1", 2), registered("s-1", "r-1", "w-1"), died("w-1", 1));
        assertThat(played.failed()).isEmpty();
        assertThat(played.refused()).containsExactly(RejectionReason.STALE_EPOCH);
        assertThat(played.refusals().get(0).detail())
                .isEqualTo("Expected an event of epoch 2 of worker 'w-1' or later, but it was of epoch 1"
                        + " (sessionfold.worker-events-3@2)");
        assertThat(played.after(died("w-1", 2)).failed()).containsExactly("s-1/r-1");
    }

    @Test
    @DisplayName("INV-18: an old exit that comes after the restart does nothing, though it was never seen")
    void anOldExitAfterARestartDoesNothing() {
        played.after(started("w-1", 1), started("w-1", 2), registered("r-1"), died("w-1", 1));
        assertThat(played.failed()).isEmpty();
    }

    @Test
    @DisplayName("INV-18: a run that names a worker that has exited fails at once, planned or not")
    void aRunThatNamesAWorkerThatHasExitedFailsAtOnce() {
        played.after(
                died("w-1", 1),
                registered("s-1", "r-1", "w-1"),
                left("w-2", 1),
                registered("s-1", "r-2", "w-2"),
                released("r-1"),
                released("r-2"));
        assertThat(played.failed()).containsExactly("s-1/r-1", "s-1/r-2");
        assertThat(played.deployment().runs()).isEmpty();
        assertThat(played.refused()).isEmpty();
        assertThat(played.failures().get(1).payload().error())
                .contains("as planned")
                .contains("worker-events-3@3");
    }

    @Test
    @DisplayName("INV-18: a run that names no worker, or one that lives, is registered after an exit")
    void aRunThatNamesNoExitedWorkerIsRegistered() {
        played.after(died("w-1", 1), registered("r-1"), registered("s-1", "r-2", "w-2"));
        assertThat(played.failed()).isEmpty();
        assertThat(played.deployment().runs()).hasSize(2);
    }

    @Test
    @DisplayName("INV-18: a worker that was restarted executes runs again")
    void aRestartedWorkerIsNotGone() {
        played.after(started("w-1", 1), died("w-1", 1), started("w-1", 2), registered("s-1", "r-1", "w-1"));
        assertThat(played.failed()).isEmpty();
        assertThat(played.after(died("w-1", 2)).failed()).containsExactly("s-1/r-1");
    }

    @Test
    void aStartThatIsOvertakenByItsOwnExitDoesNotRevive() {
        played.after(died("w-1", 1), started("w-1", 1), registered("s-1", "r-1", "w-1"));
        assertThat(played.refused()).containsExactly(RejectionReason.ALREADY_TERMINAL);
        assertThat(played.failed()).containsExactly("s-1/r-1");
    }

    @Test
    void aStartThatIsSeenTwiceChangesNothing() {
        Deployment once = new Played().after(started("w-1", 1)).deployment();
        assertThat(played.after(started("w-1", 1), started("w-1", 1)).deployment())
                .isEqualTo(once);
        assertThat(played.refused()).isEmpty();
    }

    @Test
    void aRegistrationThatIsSeenTwiceIsRefused() {
        played.after(registered("r-1"), registered("r-1"), died("w-1", 1));
        assertThat(played.refused()).containsExactly(RejectionReason.DUPLICATE);
        assertThat(played.failed()).containsExactly("s-1/r-1");
    }

    @Test
    void equalRunIdsOfTwoSessionsAreTwoRuns() {
        played.after(registered("s-1", "r-1", null), registered("s-2", "r-1", null), released("r-1"), died("w-1", 1));
        assertThat(played.failed()).containsExactly("s-2/r-1");
    }

    @Test
    void whatIsOverLeavesNothingBehind() {
        assertThat(played.after(registered("r-1"), released("r-1")).deployment().isEmpty())
                .isTrue();
    }

    @Test
    @DisplayName(
            "INV-17: a failure is final, from the deployment's tenant, and says who died of what and where it stands")
    void aFailureIsAFinalEventOfTheSession() {
        played.after(registered("s-1", "r-1", "w-9"), died("w-1", 4));
        RunFailed failed = played.failures().get(0);
        assertThat(failed.envelope().key().recordKey()).isEqualTo("acme/s-1");
        assertThat(failed.envelope().producerId()).isEqualTo("sessionfold-workers");
        assertThat(failed.envelope().source()).isEqualTo(EventSource.RECOVERY);
        assertThat(failed.envelope().causationId()).isEqualTo("w-e-1");
        assertThat(failed.envelope().producerSequence()).isNull();
        assertThat(failed.payload().errorCode()).isEqualTo("WORKER_DIED");
        assertThat(failed.payload().isFinal()).isTrue();
        assertThat(failed.payload().error())
                .isEqualTo("Worker 'w-1' of deployment 'acme/d-1' died in epoch 4, exit code 137: OOMKilled;"
                        + " the run was for worker 'w-9', which shares its fate (sessionfold.worker-events-3@1)");
    }

    @Test
    @DisplayName("INV-44: the ids of failures derive from the position of their cause, and differ between runs")
    void theIdsOfFailuresDeriveFromThePosition() {
        played.after(registered("s-1", "r-1", null), registered("s-2", "r-1", null), died("w-1", 1));
        Played again = new Played();
        again.after(registered("s-1", "r-1", null), registered("s-2", "r-1", null));
        again.fold(recorded("another id", died("w-1", 1), 2));
        assertThat(again.failures())
                .extracting(failed -> failed.envelope().eventId())
                .isEqualTo(played.failures().stream()
                        .map(failed -> failed.envelope().eventId())
                        .toList())
                .doesNotHaveDuplicates();
        Played elsewhere = new Played();
        elsewhere.after(registered("s-1", "r-1", null));
        elsewhere.fold(recorded("w-e-2", died("w-1", 1), 77));
        assertThat(elsewhere.failures().get(0).envelope().eventId())
                .isNotEqualTo(played.failures().get(0).envelope().eventId());
    }

    @Test
    void aLongReasonIsCutSoThatTheFailureIsNeverRefused() {
        WorkerExited exit = new WorkerExited("w".repeat(128), 1, false, null, "\uD83D\uDCA5".repeat(5_000));
        played.after(registered("s-1", "r-1", "v".repeat(128)), exit);
        String error = played.failures().get(0).payload().error();
        assertThat(error.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4096);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(error)).isTrue();
        assertThat(error).contains("…");
    }

    @Test
    @DisplayName("INV-48: a payload of a newer contract is refused, visibly")
    void aPayloadOfANewerContractIsRefused() {
        played.after(registered("r-1"), new Unrecognised("WorkerPaused"));
        assertThat(played.refused()).containsExactly(RejectionReason.UNSUPPORTED);
        assertThat(played.refusals().get(0).detail()).contains("WorkerPaused").contains("worker-events-3@1");
        assertThat(played.deployment().runs()).hasSize(1);
    }
}
