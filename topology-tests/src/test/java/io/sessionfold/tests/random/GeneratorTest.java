package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.DeadlineKind;
import io.sessionfold.engine.session.Phase;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.session.RunState;
import io.sessionfold.engine.session.SessionEvent;
import io.sessionfold.tests.driver.PureFold;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the random histories reach: laws that hold of nothing prove nothing. */
final class GeneratorTest {

    private static final int HISTORIES = 1_500;

    private static final Reached REACHED = new Reached();

    /** Limits have tests of their own; a fold without bugs quarantines nothing; what is unsupported is of another contract. */
    private static final Set<RejectionReason> ELSEWHERE =
            EnumSet.of(RejectionReason.LIMIT_EXCEEDED, RejectionReason.QUARANTINED, RejectionReason.UNSUPPORTED);

    /** What only a fold with a bug meets, or a newer contract has, or belongs to no session. */
    private static final Set<String> NOT_YET =
            Set.of("SessionQuarantined", "QuarantineReleased", "FoldVersionBegun", "Unrecognised");

    @BeforeAll
    static void play() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            HistoryGenerator.of(seed).play(new PureFold(), REACHED);
        }
    }

    @Test
    void everyEventIsTakenSomewhereAndRefusedSomewhere() {
        Set<String> types = Arrays.stream(SessionEvent.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .filter(type -> !NOT_YET.contains(type))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(REACHED.types(true)).as("taken").isEqualTo(types);
        assertThat(REACHED.types(false)).as("refused").isEqualTo(types);
    }

    @Test
    void everyPhaseIsReached() {
        Set<Phase> known = EnumSet.complementOf(EnumSet.of(Phase.UNKNOWN));
        assertThat(REACHED.phases).isEqualTo(known);
        assertThat(REACHED.memberPhases)
                .contains(
                        Phase.CREATING, Phase.RUNNING, Phase.DEGRADED, Phase.TERMINATED, Phase.CANCELLED, Phase.FAILED);
    }

    @Test
    void everyStateOfARunIsReached() {
        assertThat(REACHED.runStates).isEqualTo(EnumSet.allOf(RunState.class));
    }

    @Test
    void everyReasonOfRefusalIsMet() {
        assertThat(REACHED.reasons).containsAll(EnumSet.complementOf(EnumSet.copyOf(ELSEWHERE)));
    }

    @Test
    void everyDeadlineLapses() {
        assertThat(REACHED.lapsed)
                .isEqualTo(Arrays.stream(DeadlineKind.values())
                        .filter(kind -> kind != DeadlineKind.UNKNOWN)
                        .map(Enum::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyCommandToAControllerOrAWorkerGoesOut() {
        assertThat(REACHED.commands)
                .containsExactly(
                        "ABORT_RUN", "HIBERNATE", "RECOVER_RUN", "START_RUN", "START_SESSION", "STOP_SESSION", "WAKE");
    }

    @Test
    void runsEndInEveryWay() {
        assertThat(REACHED.outcomes)
                .contains(
                        "DONE null",
                        "KILLED null",
                        "INTERRUPTED null",
                        "INTERRUPTED SESSION_RESET",
                        "INTERRUPTED RECOVERY_ABANDONED",
                        "INTERRUPTED RECOVERY_TIMEOUT",
                        "INTERRUPTED RECOVERIES_EXHAUSTED",
                        "TIMEOUT null",
                        "FAILED BLOCKED",
                        "FAILED NOT_EXECUTED",
                        "FAILED REFUSAL",
                        "FAILED WORKER_DIED",
                        "TIMEOUT REFUSAL",
                        "FAILED ADMISSION_TIMEOUT",
                        "TIMEOUT WORKER_UNRESPONSIVE",
                        "TIMEOUT OVERLOADED",
                        "TIMEOUT RUN_EXPIRED",
                        "FAILED REPLY_MISSING");
    }

    /** Histories of refusals alone would never come to the states that are worth a law. */
    @Test
    void mostOfWhatIsWrittenIsTaken() {
        assertThat(REACHED.shareTaken()).isBetween(0.55, 0.8);
    }

    @Test
    void theSameSeedMakesTheSameHistory() {
        assertThat(HistoryGenerator.of(7).asScenario())
                .isEqualTo(HistoryGenerator.of(7).asScenario())
                .isNotEqualTo(HistoryGenerator.of(8).asScenario());
    }
}
