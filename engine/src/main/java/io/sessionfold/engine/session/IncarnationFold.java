package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.SessionReset;

/** Begins the next incarnation of a session, by a reset or by a start after its end; never a revival (INV-16, INV-22). */
final class IncarnationFold {

    private static final String SESSION_RESET = "SESSION_RESET";

    private IncarnationFold() {}

    /** What was open is interrupted, what ran is told to stop, and the next incarnation begins at once. */
    static Decision reset(Step step, SessionReset event) {
        step.reason = event.reason();
        RunEndings.stopAll(step, Ending.interrupted(SESSION_RESET, null, step.nowMs));
        if (step.identity().hasController() && !step.lifecycle().phase().isTerminal()) {
            step.issue(CommandType.STOP_SESSION, null);
        }
        begin(step, event.newSessionId());
        return step.applied();
    }

    /** A terminal session is wanted again. */
    static Decision restarted(Step step, String newSessionId) {
        if (newSessionId.equals(step.identity().sessionId())) {
            return isCurrent(step, newSessionId);
        }
        begin(step, newSessionId);
        return step.applied();
    }

    private static void begin(Step step, String newSessionId) {
        ActivityFold.disconnectAll(step);
        step.identity = step.identity().incarnated(newSessionId);
        step.lifecycle = step.lifecycle().rebornIn(CreationFold.firstPhase(step.identity()), step.nowMs);
        CreationFold.begin(step);
    }

    /** The next incarnation has to be another one. */
    static Decision isCurrent(Step step, String newSessionId) {
        return step.refused(
                RejectionReason.ALREADY_EXISTS,
                "Expected the next incarnation of session '%s' to be new, but '%s' is the current one"
                        .formatted(step.before.key(), newSessionId));
    }
}
