package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.DeadlineLapsed;
import java.util.Optional;

/**
 * Folds what the timer wrote. A lapse counts only if it is the very deadline that is held, and if its own record time is
 * past it: an engine whose clock is ahead kills nothing (INV-20).
 */
final class DeadlineFold {

    private DeadlineFold() {}

    static Decision lapsed(Step step, DeadlineLapsed event) {
        Deadline expected = new Deadline(event.deadlineAtMs(), event.generation());
        Optional<Deadline> held = step.timers.find(event.kind(), event.subjectId());
        if (held.isEmpty() || !held.get().equals(expected)) {
            return late(step, event, held.map(Deadline::toString).orElse("nothing"));
        }
        if (step.event.recordTimeMs() < event.deadlineAtMs()) {
            return late(step, event, "still " + (event.deadlineAtMs() - step.event.recordTimeMs()) + " ms away");
        }
        step.timers = step.timers.cancel(event.kind(), event.subjectId());
        step.reason = event.kind().name();
        act(step, event);
        return step.applied();
    }

    private static void act(Step step, DeadlineLapsed event) {
        switch (event.kind()) {
            case TURN -> {
                String provider = held(step, event).providerFailedCode();
                end(step, event, OutcomeStatus.TIMEOUT, provider == null ? "WORKER_UNRESPONSIVE" : provider);
            }
            case ADMISSION -> end(step, event, OutcomeStatus.FAILED, "ADMISSION_TIMEOUT");
            case RUN_EXPIRY -> end(step, event, OutcomeStatus.TIMEOUT, "RUN_EXPIRED");
            case REPLY -> end(step, event, OutcomeStatus.FAILED, "REPLY_MISSING");
            case RECOVERY -> end(step, event, OutcomeStatus.INTERRUPTED, "RECOVERY_TIMEOUT");
            case ERROR_GRACE -> confirmError(step, event);
            case GUARD_TTL -> {
                step.guards = step.guards.withoutExpired(step.nowMs);
                RunEndings.watchGuards(step);
            }
            case ABORT_MARK -> step.abortMarks = step.abortMarks.without(event.subjectId());
            case PENDING, PHASE, TERMINATING -> PhaseDeadlines.lapsed(step, event.kind());
            case IDLE -> {
                if (step.policy().whenIdle() == IdleAction.TERMINATE) {
                    DesiredStateFold.terminate(step);
                } else {
                    DesiredStateFold.hibernate(step);
                }
            }
            case LIFETIME -> DesiredStateFold.terminate(step);
            case CONNECTION -> ActivityFold.connectionLapsed(step, event.subjectId());
            case PROVISIONAL, GRAVESTONE -> step.dropped = true;
            case UNKNOWN ->
                throw new IllegalStateException("Expected no deadline of kind " + event.kind()
                        + " to be held by this version, but one was (" + step.event.position() + ")");
        }
    }

    private static void end(Step step, DeadlineLapsed event, OutcomeStatus status, String errorCode) {
        Run run = held(step, event);
        step.runId = run.runId();
        RunEndings.end(step, run, Ending.stopped(status, errorCode, step.nowMs));
    }

    /** Nothing contradicted the error within its grace: it is the outcome now (INV-17). */
    private static void confirmError(Step step, DeadlineLapsed event) {
        Run run = held(step, event);
        PendingError error = run.pendingError();
        if (error == null) {
            throw new IllegalStateException("Expected run '" + run.runId()
                    + "' to have a pending error while its grace is held, but it had none (" + step.event.position()
                    + ")");
        }
        step.runId = run.runId();
        RunEndings.end(step, run, Ending.failed(error));
    }

    private static Run held(Step step, DeadlineLapsed event) {
        return step.runs
                .find(event.subjectId())
                .orElseThrow(() -> new IllegalStateException("Expected run '" + event.subjectId()
                        + "' to be open while its deadline is held, but it was not (" + step.event.position() + ")"));
    }

    private static Decision late(Step step, DeadlineLapsed event, String found) {
        return step.refused(
                RejectionReason.LATE_TIMER,
                "Expected deadline %s of session '%s' to be due at %s in generation %s, but it was %s"
                        .formatted(
                                new TimerKey(event.kind(), event.subjectId()),
                                step.before.key(),
                                event.deadlineAtMs(),
                                event.generation(),
                                found));
    }
}
