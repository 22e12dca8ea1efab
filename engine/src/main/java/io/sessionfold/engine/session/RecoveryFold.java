package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.RecoveryAbandoned;
import io.sessionfold.engine.session.SessionEvent.RunInterrupted;
import io.sessionfold.engine.session.SessionEvent.RunRecovered;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What becomes of a run that a restart interrupted: another run stands in for it, a bounded number of times, or its
 * outcome says that it was interrupted; never that it succeeded (INV-35).
 */
final class RecoveryFold {

    private static final String EXHAUSTED = "RECOVERIES_EXHAUSTED";

    private RecoveryFold() {}

    static Decision interrupted(Step step, RunInterrupted event) {
        Optional<Run> found = RunLookup.taking(step, event);
        if (found.isEmpty()) {
            return RunLookup.refused(step, event.runId(), "be interrupted");
        }
        Run run = found.get();
        step.reason = event.reason();
        // What terminates admits no run that could stand in.
        if (!event.recoverable() || step.lifecycle().phase() == Phase.TERMINATING) {
            RunEndings.end(step, run, Ending.interrupted(null, null, step.nowMs));
        } else if (run.recoveries() >= step.policy().recoveriesMost()) {
            RunEndings.end(step, run, Ending.interrupted(EXHAUSTED, null, step.nowMs));
        } else {
            RunEndings.await(step, run);
            step.issue(CommandType.RECOVER_RUN, run);
        }
        return step.applied();
    }

    static Decision recovered(Step step, RunRecovered event) {
        Optional<Run> found = RunLookup.taking(step, event);
        if (found.isEmpty()) {
            return RunLookup.refused(step, event.runId(), "be recovered");
        }
        Run lost = found.get();
        if (Math.max(event.attempt(), lost.recoveries() + 1) > step.policy().recoveriesMost()) {
            RunEndings.end(step, lost, Ending.interrupted(EXHAUSTED, null, step.nowMs));
            return step.applied();
        }
        Optional<Run> next = step.runs.find(event.newRunId());
        if (next.isEmpty() && !RunLookup.isRemembered(step, event.newRunId())) {
            return step.refused(
                    RejectionReason.UNKNOWN_RUN,
                    "Expected run '%s' to stand in for run '%s' of session '%s', but it was never admitted or is forgotten"
                            .formatted(event.newRunId(), lost.runId(), step.before.key()));
        }
        if (next.isPresent() && !hasStarted(next.get())) {
            return step.refused(
                    RejectionReason.ILLEGAL_TRANSITION,
                    "Expected run '%s' to have started to stand in for run '%s' of session '%s', but it was %s"
                            .formatted(
                                    event.newRunId(),
                                    lost.runId(),
                                    step.before.key(),
                                    next.get().state()));
        }
        return next.map(run -> handOver(step, lost, run, event)).orElseGet(() -> replaced(step, lost, event));
    }

    static Decision abandoned(Step step, RecoveryAbandoned event) {
        Optional<Run> found = RunLookup.taking(step, event);
        if (found.isEmpty()) {
            return RunLookup.refused(step, event.runId(), "be given up");
        }
        step.reason = event.reason();
        RunEndings.end(step, found.get(), Ending.interrupted("RECOVERY_ABANDONED", null, step.nowMs));
        return step.applied();
    }

    /** Accepted is not recovered: the run has to be seen at work, or at its end. */
    private static boolean hasStarted(Run run) {
        return run.state() != RunState.ACCEPTED && run.state() != RunState.RECOVERING;
    }

    private static Decision handOver(Step step, Run lost, Run next, RunRecovered event) {
        List<String> all = union(next.admission().messageIds(), lost.admission().messageIds());
        if (all.size() > Limits.MESSAGE_IDS_MAX) {
            return step.refused(
                    RejectionReason.LIMIT_EXCEEDED,
                    "Expected run '%s' to answer at most %s messages with those of run '%s', but they are %s"
                            .formatted(next.runId(), Limits.MESSAGE_IDS_MAX, lost.runId(), all.size()));
        }
        int attempt = Math.max(event.attempt(), lost.recoveries() + 1);
        step.runs = step.runs.with(next.standingInFor(
                all, union(next.owedMessageIds(), lost.owedMessageIds()), Math.max(attempt, next.recoveries())));
        return replaced(step, lost, event);
    }

    private static Decision replaced(Step step, Run lost, RunRecovered event) {
        RunEndings.end(step, lost, Ending.interrupted(null, event.newRunId(), step.nowMs));
        return step.applied();
    }

    private static List<String> union(Collection<String> some, Collection<String> others) {
        TreeSet<String> all = new TreeSet<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }
}
