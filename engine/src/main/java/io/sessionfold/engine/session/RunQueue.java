package io.sessionfold.engine.session;

import java.util.Optional;

/**
 * Whose turn it is. The runs of a QUEUED session wait for each other in the order of their admission: one holds the
 * conversation, the others wait ACCEPTED (INV-36). Who waits is not timed but by its expiry, so that a long turn never
 * discards the work behind it (INV-32).
 */
final class RunQueue {

    private RunQueue() {}

    /** Whether a run waits for another one to end. */
    static boolean isWaiting(Step step, Run run) {
        return step.identity().concurrency() == Concurrency.QUEUED
                && step.runs
                        .holder()
                        .filter(holder -> !holder.runId().equals(run.runId()))
                        .isPresent();
    }

    /** Refuses to start what has to wait. */
    static Decision waits(Step step, Run run) {
        String holder = step.runs.holder().map(Run::runId).orElseThrow();
        step.relatedRunId = holder;
        return step.refused(
                RejectionReason.ILLEGAL_TRANSITION,
                "Expected run '%s' to wait until run '%s' of session '%s' has ended, but it started"
                        .formatted(run.runId(), holder, step.before.key()));
    }

    /** Starts what may start now: every accepted run, or the one whose turn it is, with its admission clock anew. */
    static void advance(Step step) {
        if (step.identity().concurrency() == Concurrency.QUEUED) {
            Optional<Run> next = step.runs.holder().filter(run -> run.state() == RunState.ACCEPTED);
            next.ifPresent(run -> {
                if (step.timers.find(DeadlineKind.ADMISSION, run.runId()).isEmpty()) {
                    awaitSign(step, run);
                    DesiredStateFold.wake(step);
                }
                command(step, run);
            });
        } else {
            step.runs.inOrder().forEach(run -> command(step, run));
        }
    }

    /** From now on the run has to show a sign of life. */
    static void awaitSign(Step step, Run run) {
        step.timers = step.timers.arm(
                DeadlineKind.ADMISSION, run.runId(), step.nowMs + step.policy().admission());
    }

    private static void command(Step step, Run run) {
        if (step.lifecycle().phase().startsRuns() && run.state() == RunState.ACCEPTED && !run.startCommanded()) {
            Run commanded = run.commanded(true);
            step.issue(CommandType.START_RUN, commanded);
            step.runs = step.runs.with(commanded);
        }
    }
}
