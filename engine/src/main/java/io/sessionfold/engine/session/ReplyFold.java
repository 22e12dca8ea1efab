package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.TerminalReplyCommitted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Discharges what is owed: a reply ends every run whose messages it names in full, and leaves owed what it does not name
 * (INV-13, INV-15). That a reply was committed is a fact, so it also ends a run that waits for its recovery: to recover it
 * would answer twice.
 */
final class ReplyFold {

    private ReplyFold() {}

    static Decision committed(Step step, TerminalReplyCommitted event) {
        if (RunLookup.taking(step, event).isEmpty()) {
            return RunLookup.refused(step, event.runId(), "be answered");
        }
        step.activity = step.activity.seenAt(step.nowMs);
        Set<String> named = new HashSet<>(event.messageIds());
        List<Run> answered = new ArrayList<>();
        for (Run run : step.runs.inOrder()) {
            List<String> left = left(run, named);
            boolean isNamed = run.runId().equals(event.runId());
            if (isNamed
                    ? named.isEmpty() || left.isEmpty()
                    : left.isEmpty() && !run.owedMessageIds().isEmpty()) {
                answered.add(run);
            } else if (isNamed || left.size() < run.owedMessageIds().size()) {
                keep(step, run.withOwed(left), isNamed);
            }
        }
        RunEndings.endAll(step, answered, Ending.done(event.replyRef(), step.nowMs));
        return step.applied();
    }

    /** A partial reply is a sign of life: it cancels the run's own pending error. */
    private static void keep(Step step, Run run, boolean isNamed) {
        if (isNamed) {
            step.timers = step.timers.cancel(DeadlineKind.ERROR_GRACE, run.runId());
        }
        step.runs = step.runs.with(isNamed ? run.withPendingError(null) : run);
    }

    private static List<String> left(Run run, Set<String> named) {
        return run.owedMessageIds().stream().filter(id -> !named.contains(id)).toList();
    }
}
