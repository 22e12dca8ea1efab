package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.RejectionReason;
import io.sessionfold.tests.driver.PureFold;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the random histories reach: laws that hold of nothing prove nothing. */
final class GeneratorTest {

    private static final int HISTORIES = 400;

    /** The reasons of what this version folds, but for the limits, which have tests of their own. */
    private static final Set<RejectionReason> REACHABLE = EnumSet.of(
            RejectionReason.DUPLICATE,
            RejectionReason.STALE_EPOCH,
            RejectionReason.STALE_SEQUENCE,
            RejectionReason.UNKNOWN_SESSION,
            RejectionReason.ALREADY_EXISTS,
            RejectionReason.STALE_INCARNATION,
            RejectionReason.UNKNOWN_RUN,
            RejectionReason.ALREADY_TERMINAL,
            RejectionReason.NOT_OWNER,
            RejectionReason.FINGERPRINT_CONFLICT,
            RejectionReason.GUARD_HIT,
            RejectionReason.ILLEGAL_TRANSITION,
            RejectionReason.EMPTY_PHASE,
            RejectionReason.LATE_TIMER,
            RejectionReason.UNSUPPORTED);

    @Test
    void randomHistoriesMeetEveryReasonOfRefusal() {
        Set<RejectionReason> met = EnumSet.noneOf(RejectionReason.class);
        play(recording -> recording.outputs().rejections().forEach(refused -> met.add(refused.getReason())));
        assertThat(met).containsAll(REACHABLE);
    }

    @Test
    void randomHistoriesEndRunsInEveryWay() {
        Set<String> endings = new TreeSet<>();
        play(recording -> recording
                .outputs()
                .outcomes()
                .forEach(outcome -> endings.add(outcome.getStatus() + " " + outcome.getErrorCode())));
        assertThat(endings)
                .contains(
                        "DONE null",
                        "KILLED null",
                        "INTERRUPTED null",
                        "TIMEOUT null",
                        "FAILED BLOCKED",
                        "FAILED NOT_EXECUTED",
                        "FAILED REFUSAL",
                        "TIMEOUT REFUSAL",
                        "FAILED ADMISSION_TIMEOUT",
                        "TIMEOUT WORKER_UNRESPONSIVE",
                        "TIMEOUT RUN_EXPIRED",
                        "FAILED REPLY_MISSING");
    }

    @Test
    void theSameSeedMakesTheSameHistory() {
        assertThat(HistoryGenerator.of(7).asScenario())
                .isEqualTo(HistoryGenerator.of(7).asScenario())
                .isNotEqualTo(HistoryGenerator.of(8).asScenario());
    }

    @Test
    void aHistoryThatBreaksALawIsShrunkToWhatBreaksIt() {
        Law nothingIsEverRefused = recording ->
                assertThat(recording.outputs().rejections()).as("rejections").isEmpty();
        AssertionError explained = new Shrinker(new PureFold(), nothingIsEverRefused).explain(HistoryGenerator.of(1));
        assertThat(explained).hasMessageContaining("with seed 1L").hasMessageContaining("givenNothing()");
        assertThat(explained
                        .toString()
                        .lines()
                        .filter(line -> line.contains(".when("))
                        .count())
                .as("happenings of the shrunk history, its two last pauses among them")
                .isLessThanOrEqualTo(4);
    }

    private static void play(Law look) {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            HistoryGenerator.of(seed).play(new PureFold(), look);
        }
    }
}
