package io.sessionfold.engine.session;

import io.sessionfold.engine.session.guard.RetryGuard;
import java.util.List;

/**
 * The one way out of the open runs: whatever ends a run, its outcome goes out here and nowhere else, so that there is
 * exactly one (INV-13), and no way to remove an owed reply without it (INV-15).
 */
final class RunEndings {

    private static final List<DeadlineKind> KINDS = List.of(
            DeadlineKind.TURN,
            DeadlineKind.ADMISSION,
            DeadlineKind.RUN_EXPIRY,
            DeadlineKind.REPLY,
            DeadlineKind.ERROR_GRACE,
            DeadlineKind.RECOVERY);

    private RunEndings() {}

    /** Ends an open run: outcome, guard, deadlines, and the row's memory of it. */
    static void end(Step step, Run run, Ending ending) {
        boolean hadEnded = !run.isActive();
        step.runs = step.runs.without(run.runId());
        step.timers = step.timers.cancel(KINDS, run.runId());
        if (run.isVisible()) {
            step.lastRun = hadEnded ? step.lastRun.decided(run, ending) : step.lastRun.ended(run, ending);
        }
        decide(step, run, ending);
    }

    /** Ends several runs by one event, in the order of their admission; the row names the run only if it is one. */
    static void endAll(Step step, List<Run> runs, Ending ending) {
        for (Run run : runs) {
            end(step, run, ending);
        }
        if (!runs.isEmpty()) {
            step.runId = runs.size() == 1 ? runs.get(0).runId() : null;
        }
    }

    /** Ends every open run, and tells the workers of those that are active to stop. */
    static void stopAll(Step step, Ending ending) {
        List<Run> open = step.runs.inOrder();
        open.stream().filter(Run::isActive).forEach(run -> step.issue(CommandType.ABORT_RUN, run));
        endAll(step, open, ending);
    }

    /** A run ends but owes its reply: it is active no more, and its outcome stays open (INV-1). */
    static void owe(Step step, Run run, Ending ending) {
        Run owing = run.owing(run.startedAtMs(), ending.endedAtMs());
        step.runs = step.runs.with(owing);
        step.timers = step.timers
                .cancel(List.of(DeadlineKind.TURN, DeadlineKind.ADMISSION, DeadlineKind.ERROR_GRACE), run.runId())
                .arm(
                        DeadlineKind.REPLY,
                        run.runId(),
                        step.nowMs + run.admission().deadlineMs());
        if (run.isVisible()) {
            step.lastRun = step.lastRun.ended(run, ending);
        }
    }

    /** A run was interrupted and may be stood in for: it is active no more, and its outcome stays open (INV-35). */
    static void await(Step step, Run run) {
        step.runs = step.runs.with(run.recovering(step.nowMs));
        step.timers = step.timers
                .cancel(KINDS, run.runId())
                .arm(
                        DeadlineKind.RECOVERY,
                        run.runId(),
                        step.nowMs + step.policy().recovery());
        if (run.isVisible()) {
            step.lastRun = step.lastRun.ended(run, Ending.interrupted(null, null, step.nowMs));
        }
    }

    /** Lets out the outcome of a run that is not open (any more), and starts its guard's time. */
    static void decide(Step step, Run run, Ending ending) {
        Admission admission = run.admission();
        long endedAtMs = run.endedAtMs() == null ? ending.endedAtMs() : run.endedAtMs();
        step.outputs.add(new Output.RunDecided(
                step.before.key(),
                step.identity().sessionId(),
                run.runId(),
                admission.messageIds(),
                ending.status(),
                ending.errorCode(),
                ending.replyRef(),
                ending.newRunId(),
                run.startedAtMs(),
                endedAtMs,
                step.eventId()));
        if (admission.deploymentId() != null) {
            step.outputs.add(new Output.RunReleased(
                    step.eventId() + ":released:" + run.runId(),
                    step.event.envelope().eventTimeMicros(),
                    step.before.key(),
                    admission.deploymentId(),
                    run.runId(),
                    admission.workerId()));
        }
        step.guards = step.guards.ended(
                admission.idempotencyKey(),
                ending.status(),
                ending.replyRef(),
                ending.errorCode(),
                step.nowMs,
                step.policy().guardTtl());
        watchGuards(step);
    }

    /** Keeps the one guard deadline of a session on the guard that expires first. */
    static void watchGuards(Step step) {
        long earliestMs = step.guards.earliestExpiryMs();
        if (earliestMs == RetryGuard.NEVER) {
            step.timers = step.timers.cancel(DeadlineKind.GUARD_TTL, TimerKey.SESSION);
        } else if (step.timers
                .find(DeadlineKind.GUARD_TTL, TimerKey.SESSION)
                .filter(held -> held.deadlineAtMs() == earliestMs)
                .isEmpty()) {
            step.timers = step.timers.arm(DeadlineKind.GUARD_TTL, TimerKey.SESSION, earliestMs);
        }
    }
}
