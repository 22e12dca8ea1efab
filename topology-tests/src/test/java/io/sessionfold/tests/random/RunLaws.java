package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.CommandType;
import io.sessionfold.engine.session.Concurrency;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.Output.CommandIssued;
import io.sessionfold.engine.session.Output.RowChanged;
import io.sessionfold.engine.session.Output.RunDecided;
import io.sessionfold.engine.session.Phase;
import io.sessionfold.engine.session.Run;
import io.sessionfold.engine.session.RunState;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionEvent.RunAccepted;
import io.sessionfold.engine.session.SessionEvent.RunEnded;
import io.sessionfold.engine.session.SessionEvent.RunInterrupted;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What holds of the runs of a session in every step. */
final class RunLaws {

    static final List<StepLaw> ALL = List.of(
            RunLaws::aDecidedRunIsOpenNoMore,
            RunLaws::aRunLeavesWithItsOutcome,
            RunLaws::aRunComesByItsAdmissionAlone,
            RunLaws::theEndOfOneRunClearsNoOther,
            RunLaws::oneRunHoldsTheConversation,
            RunLaws::fencingTokensGrow,
            RunLaws::aRunIsToldToStartOnce);

    private static final Set<RunState> ACTIVE = EnumSet.of(RunState.ACCEPTED, RunState.RUNNING, RunState.YIELDED);

    private RunLaws() {}

    static boolean isActive(Run run) {
        return ACTIVE.contains(run.state());
    }

    /** INV-1, INV-13: in the same step, and before the row goes out. */
    private static void aDecidedRunIsOpenNoMore(FoldedStep step) {
        List<String> decided = decided(step);
        assertThat(decided).as("outcomes of one step").doesNotHaveDuplicates();
        if (!decided.isEmpty()) {
            assertThat(step.after().runs().open().keySet()).doesNotContainAnyElementsOf(decided);
            step.outputs(RowChanged.class)
                    .forEach(changed ->
                            assertThat(changed.row().body().activeRunIds()).doesNotContainAnyElementsOf(decided));
        }
    }

    /** INV-15: there is no other way out of the open runs. */
    private static void aRunLeavesWithItsOutcome(FoldedStep step) {
        Set<String> left = new HashSet<>(step.before().runs().open().keySet());
        if (!step.dropped()) {
            left.removeAll(step.after().runs().open().keySet());
        }
        assertThat(decided(step)).as("outcomes of the runs that left").containsAll(left);
    }

    /** INV-23, INV-24: nothing else opens a run; one that was aborted before is decided without ever being open. */
    private static void aRunComesByItsAdmissionAlone(FoldedStep step) {
        Set<String> came = step.dropped()
                ? new HashSet<>()
                : new HashSet<>(step.after().runs().open().keySet());
        came.addAll(decided(step));
        came.removeAll(step.before().runs().open().keySet());
        boolean admitted = step.event().payload() instanceof RunAccepted && step.decision() instanceof Decision.Applied;
        assertThat(came)
                .as("runs that came")
                .isEqualTo(
                        admitted
                                ? Set.of(Objects.requireNonNull(
                                        step.event().payload().runId()))
                                : Set.of());
    }

    /** INV-6: what is still open is as active as before, but for the run that the event ended or interrupted. */
    private static void theEndOfOneRunClearsNoOther(FoldedStep step) {
        if (step.dropped()) {
            return;
        }
        String named = step.event().payload().runId();
        boolean mayPause =
                step.event().payload() instanceof RunEnded || step.event().payload() instanceof RunInterrupted;
        for (Run after : step.after().runs().open().values()) {
            Run before = step.before().runs().open().get(after.runId());
            if (before != null
                    && isActive(before)
                    && !(mayPause && after.runId().equals(named))) {
                assertThat(isActive(after)).as("%s is still active", after).isTrue();
            }
        }
    }

    /** INV-36: one run at most in an EXCLUSIVE session; in a QUEUED one the others wait, and were not told to start. */
    private static void oneRunHoldsTheConversation(FoldedStep step) {
        if (step.dropped() || !step.after().exists()) {
            return;
        }
        Concurrency concurrency =
                Objects.requireNonNull(step.after().identity()).concurrency();
        List<Run> active =
                step.after().runs().inOrder().stream().filter(RunLaws::isActive).toList();
        if (concurrency == Concurrency.EXCLUSIVE) {
            assertThat(active).as("active runs of an EXCLUSIVE session").hasSizeLessThanOrEqualTo(1);
        } else if (concurrency == Concurrency.QUEUED) {
            assertThat(active.stream().skip(1))
                    .as("the runs behind the first")
                    .allMatch(run -> run.state() == RunState.ACCEPTED && !run.startCommanded());
        }
    }

    /** INV-36. */
    private static void fencingTokensGrow(FoldedStep step) {
        if (step.dropped()) {
            return;
        }
        Session before = step.before();
        for (Run run : step.after().runs().open().values()) {
            Run known = before.runs().open().get(run.runId());
            long token = run.admission().fencingToken();
            if (known == null) {
                assertThat(token)
                        .as("token of %s", run)
                        .isGreaterThan(before.runs().lastFencingToken());
            } else {
                assertThat(token)
                        .as("token of %s", run)
                        .isEqualTo(known.admission().fencingToken());
            }
        }
    }

    /** INV-34: START_RUN goes out when the run may start, in the order of admission; again only after a phase without runs. */
    private static void aRunIsToldToStartOnce(FoldedStep step) {
        List<CommandIssued> starts = step.outputs(CommandIssued.class).stream()
                .filter(command -> command.type() == CommandType.START_RUN)
                .toList();
        assertThat(starts.stream().map(start -> Objects.requireNonNull(start.fencingToken())))
                .as("tokens of the runs that start")
                .isSorted();
        for (CommandIssued start : starts) {
            Run before = step.before().runs().open().get(start.runId());
            Run after = step.after().runs().open().get(start.runId());
            assertThat(before == null || !before.startCommanded() || restedInThisStep(step))
                    .as("%s was not told before", start)
                    .isTrue();
            assertThat(after).as("the run of %s is open", start).isNotNull();
            assertThat(step.lifecycleAfter().phase().startsRuns())
                    .as("the phase lets %s start", start)
                    .isTrue();
        }
    }

    /** Without a controller a session falls asleep and wakes in one step. */
    private static boolean restedInThisStep(FoldedStep step) {
        return step.lifecycleAfter().phaseHistory().stream()
                .anyMatch(span -> (span.phase() == Phase.HIBERNATED || span.phase() == Phase.RESTARTING)
                        && span.sinceMs() == step.lifecycleAfter().phaseSinceMs());
    }

    private static List<String> decided(FoldedStep step) {
        return step.outputs(RunDecided.class).stream().map(RunDecided::runId).toList();
    }
}
