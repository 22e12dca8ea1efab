package io.sessionfold.engine.session;

/**
 * The one way into a phase, whoever leads there: a report, a person, a lapse. Entering a terminal phase ends every open
 * run, each with its outcome, and clears what the session cannot have any more.
 */
final class PhaseChange {

    private PhaseChange() {}

    static void enter(Step step, Phase next) {
        step.lifecycle = step.lifecycle().entering(next, step.nowMs);
        PhaseDeadlines.watch(step);
        if (next == Phase.RUNNING) {
            step.activity = step.activity.seenAt(step.nowMs);
        }
        if (next.clearsAddress()) {
            ActivityFold.disconnectAll(step);
        }
        if (next == Phase.HIBERNATED || next == Phase.RESTARTING) {
            step.runs = step.runs.notCommanded();
        }
        if (next == Phase.HIBERNATED) {
            fellAsleep(step);
        }
        if (next == Phase.TERMINATING || next.isTerminal()) {
            step.timers = step.timers.cancel(DeadlineKind.LIFETIME, TimerKey.SESSION);
        }
        if (next.isTerminal()) {
            killAll(step);
        }
    }

    /**
     * Terminates at the engine's or a person's wish: the controller is told to stop what it may have started, and a session
     * that has none does not wait for it.
     */
    static void stopInto(Step step, Phase next) {
        if (step.identity().hasController()) {
            step.issue(CommandType.STOP_SESSION, null);
            enter(step, next);
        } else {
            enter(step, next == Phase.TERMINATING ? Phase.TERMINATED : next);
        }
    }

    /** Over a wish to wake, or over a run that waits: the controller is told, now that it can follow. */
    private static void fellAsleep(Step step) {
        if (step.lifecycle().wakePending()) {
            PhaseDeadlines.again(step, CommandType.WAKE, DeadlineKind.PHASE);
        } else if (step.runs.isAnyAccepted()) {
            DesiredStateFold.wake(step);
        }
    }

    /** Every open run, also one that only owes its reply, ends with the session, each with its outcome. */
    private static void killAll(Step step) {
        RunEndings.endAll(step, step.runs.inOrder(), Ending.stopped(OutcomeStatus.KILLED, null, step.nowMs));
    }
}
