package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.SessionDeleted;

/**
 * Deletes a session: what is open ends, the controller is told to stop, one last row says so, and a gravestone stays for
 * a while. The history stays in the log.
 */
final class DeletionFold {

    /** How long a gravestone keeps the version and the marks, in milliseconds: what compaction leaves to slow readers. */
    static final long GRAVESTONE_MS = 7 * 24 * 60 * 60_000L;

    private DeletionFold() {}

    static Decision deleted(Step step, SessionDeleted event) {
        step.reason = event.reason();
        RunEndings.stopAll(step, Ending.stopped(OutcomeStatus.KILLED, null, step.nowMs));
        if (!step.lifecycle().phase().isTerminal()) {
            PhaseChange.stopInto(step, Phase.TERMINATED);
        }
        step.deleting = true;
        return step.applied();
    }

    /** Leaves of a session what may never go back, and the deadline after which that goes too. */
    static void bury(Step step) {
        step.deletedSessionId = step.identity().sessionId();
        step.identity = null;
        step.lifecycle = null;
        step.runs = step.runs.none();
        step.lastRun = LastRun.NONE;
        step.abortMarks = AbortMarks.NONE;
        step.activity = Activity.NONE;
        step.timers = step.timers.none().arm(DeadlineKind.GRAVESTONE, TimerKey.SESSION, step.nowMs + GRAVESTONE_MS);
    }
}
