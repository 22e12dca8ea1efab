package io.sessionfold.engine.deployment;

import static io.sessionfold.engine.deployment.Played.died;
import static io.sessionfold.engine.deployment.Played.left;
import static io.sessionfold.engine.deployment.Played.recorded;
import static io.sessionfold.engine.deployment.Played.registered;
import static io.sessionfold.engine.deployment.Played.released;
import static io.sessionfold.engine.deployment.Played.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.codec.DeploymentCodec;
import io.sessionfold.engine.session.RejectionReason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that anybody writes grows a deployment without bound, and what is over a bound is seen. */
final class DeploymentBoundsTest {

    private static final int BROKER_LIMIT_BYTES = 1024 * 1024;
    private static final String LONGEST_ID = "x".repeat(128);

    private final Played played = new Played();

    @Test
    void aRunThatADeploymentHasNoRoomForFailsAtOnce() {
        fillWithRuns();
        played.after(registered("s-1", "one-more", null));
        assertThat(played.failed()).containsExactly("s-1/one-more");
        assertThat(played.failures().get(0).payload().errorCode()).isEqualTo("DEPLOYMENT_FULL");
        assertThat(played.failures().get(0).payload().error()).contains("1024").contains("@1024");
        played.after(released("r-0"), registered("s-1", "another", null));
        assertThat(played.failed()).hasSize(1);
        assertThat(played.deployment().runs()).hasSize(Deployment.RUNS_MAX);
    }

    @Test
    void aFullDeploymentFailsAllItsRunsWithAWorker() {
        fillWithRuns();
        assertThat(played.after(died("w-1", 1)).failed())
                .hasSize(Deployment.RUNS_MAX)
                .doesNotHaveDuplicates();
    }

    @Test
    void oneMoreLiveWorkerIsRefused() {
        for (int i = 0; i < Workers.LIVE_MAX; i++) {
            played.after(started("w-" + i, 1));
        }
        played.after(started("one-more", 1), started("w-0", 2));
        assertThat(played.refused()).containsExactly(RejectionReason.LIMIT_EXCEEDED);
        assertThat(played.refusals().get(0).detail())
                .contains("256 live workers")
                .contains("'one-more'");
        assertThat(played.deployment().workers().live())
                .hasSize(Workers.LIVE_MAX)
                .containsEntry("w-0", 2L);
    }

    @Test
    @DisplayName("INV-18: a worker that comes back to a full deployment is alive for the runs that name it")
    void aWorkerThatComesBackToAFullDeploymentIsAlive() {
        played.after(died("w", 1));
        for (int i = 0; i < Workers.LIVE_MAX; i++) {
            played.after(started("w-" + i, 1));
        }
        played.after(started("w", 2), registered("s-1", "r-1", "w"));
        assertThat(played.refused()).isEmpty();
        assertThat(played.failed()).isEmpty();
        assertThat(played.deployment().workers().live()).containsEntry("w", 2L);
    }

    @Test
    void workersThatComeBackDoNotGrowADeploymentWithoutBound() {
        for (int i = 0; i < 2 * Workers.LIVE_WITH_RETURNED_MAX; i++) {
            played.after(left("w-" + i, 1), started("w-" + i, 2));
        }
        assertThat(played.deployment().workers().live()).hasSize(Workers.LIVE_WITH_RETURNED_MAX);
        assertThat(played.refused()).containsOnly(RejectionReason.LIMIT_EXCEEDED);
    }

    @Test
    void theExitThatIsLongestAgoIsForgotten() {
        for (int i = 0; i <= Workers.EXITED_MAX; i++) {
            played.after(left("w-" + i, 1));
        }
        assertThat(played.deployment().workers().exited()).hasSize(Workers.EXITED_MAX);
        played.after(registered("s-1", "r-0", "w-0"), registered("s-1", "r-1", "w-1"));
        assertThat(played.failed()).containsExactly("s-1/r-1");
    }

    @Test
    void anExitIsHeardHoweverManyWorkersLive() {
        for (int i = 0; i < Workers.LIVE_MAX; i++) {
            played.after(started("w-" + i, 1));
        }
        assertThat(played.after(registered("r-1"), died("stranger", 1)).failed())
                .containsExactly("s-1/r-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "line\nbreak"})
    void aRegistrationOfWhatIsNoSessionKeyIsRefused(String sessionKey) {
        played.after(registered(sessionKey, "r-1", null));
        assertThat(played.refused()).containsExactly(RejectionReason.LIMIT_EXCEEDED);
        assertThat(played.refusals().get(0).detail()).startsWith("Expected sessionKey to be 1 to 512 bytes");
    }

    @Test
    void anIdThatIsTooLongIsRefused() {
        String tooLong = "x".repeat(129);
        String tooManyBytes = "é".repeat(65);
        played.after(
                started(tooLong, 1),
                died(tooManyBytes, 1),
                registered("s-1", tooLong, null),
                registered("s-1", "r-1", tooManyBytes));
        assertThat(played.refused()).hasSize(4).containsOnly(RejectionReason.LIMIT_EXCEEDED);
        assertThat(played.refusals().get(1).detail())
                .isEqualTo("Expected workerId to have at most 128 bytes, but it had 130"
                        + " (sessionfold.worker-events-3@1)");
        assertThat(played.deployment().isEmpty()).isTrue();
    }

    @Test
    void anEventIdThatIsTooLongToBeNamedAsACauseIsLeftOut() {
        played.after(died("w-1", 1));
        played.fold(recorded("e".repeat(129), registered("s-1", "r-1", "w-1"), 1));
        played.fold(recorded(LONGEST_ID, registered("s-1", "r-2", "w-1"), 2));
        assertThat(played.failures())
                .extracting(failed -> failed.envelope().causationId())
                .containsExactly(null, LONGEST_ID);
    }

    @Test
    void theLargestDeploymentFitsIntoARecord() {
        for (int i = 0; i < Deployment.RUNS_MAX; i++) {
            played.after(registered(padded(i, 512), padded(i, 128), LONGEST_ID));
        }
        for (int i = 0; i < Workers.LIVE_WITH_RETURNED_MAX; i++) {
            String workerId = "l" + padded(i, 127);
            played.after(left(workerId, Long.MAX_VALUE - 1), started(workerId, Long.MAX_VALUE));
        }
        for (int i = 0; i < Workers.EXITED_MAX; i++) {
            played.after(left(padded(i, 128), Long.MAX_VALUE));
        }
        assertThat(played.refused()).isEmpty();
        assertThat(new DeploymentCodec().encode(played.deployment())).hasSizeLessThan(BROKER_LIMIT_BYTES);
    }

    private void fillWithRuns() {
        for (int i = 0; i < Deployment.RUNS_MAX; i++) {
            played.after(registered("r-" + i));
        }
    }

    private static String padded(int number, int chars) {
        String digits = Integer.toString(number);
        return "p".repeat(chars - digits.length()) + digits;
    }
}
