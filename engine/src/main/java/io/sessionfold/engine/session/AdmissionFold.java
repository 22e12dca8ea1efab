package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.RunAccepted;
import io.sessionfold.engine.session.guard.RetryGuard;
import java.util.Optional;

/** Admits runs: the guard is asked before the run is (INV-8, INV-24, INV-36). */
final class AdmissionFold {

    /** How long a run may be silent if its admission does not say, in milliseconds. */
    static final long TURN_MS = 10 * 60_000L;

    /** How long a run may take in all if its admission does not say, in milliseconds. */
    static final long RUN_EXPIRY_MS = 24 * 60 * 60_000L;

    private AdmissionFold() {}

    static Decision accept(Step step, RunAccepted event) {
        Optional<Decision> refusal = refusal(step, event);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<AbortMark> mark = step.abortMarks
                .find(event.runId(), step.nowMs)
                .filter(aborted ->
                        aborted.mayAbort(event.owner(), step.identity().ownerUserId()));
        step.guards = step.guards.admit(event.idempotencyKey(), event.runId(), event.requestFingerprint(), step.nowMs);
        Run run = Run.accepted(event.runId(), admission(step, event));
        if (mark.isPresent()) {
            killBeforeStart(step, run, mark.get());
        } else {
            admit(step, run, event);
        }
        step.activity = step.activity.seenAt(step.nowMs);
        return step.applied();
    }

    private static Optional<Decision> refusal(Step step, RunAccepted event) {
        Phase phase = step.lifecycle().phase();
        if (phase.isTerminal()) {
            return refuse(
                    step,
                    RejectionReason.ALREADY_TERMINAL,
                    "Expected session '%s' to be open to admit run '%s', but it was %s"
                            .formatted(step.before.key(), event.runId(), phase));
        }
        Optional<RetryGuard> guard = step.guards.find(event.idempotencyKey(), step.nowMs);
        if (guard.isPresent()) {
            return Optional.of(repeated(step, event, guard.get()));
        }
        if (RunLookup.isRemembered(step, event.runId())) {
            return refuse(
                    step,
                    RejectionReason.ALREADY_EXISTS,
                    "Expected runId '%s' to be new, but session '%s' has used it under another idempotency key"
                            .formatted(event.runId(), step.before.key()));
        }
        Optional<Run> holder = step.runs.holder();
        if (holder.isPresent() && step.identity().concurrency() == Concurrency.EXCLUSIVE) {
            step.relatedRunId = holder.get().runId();
            return refuse(
                    step,
                    RejectionReason.CONVERSATION_BUSY,
                    "Expected session '%s' to be free to admit run '%s', but run '%s' holds it"
                            .formatted(
                                    step.before.key(),
                                    event.runId(),
                                    holder.get().runId()));
        }
        if (phase == Phase.TERMINATING) {
            return refuse(
                    step,
                    RejectionReason.ILLEGAL_TRANSITION,
                    "Expected session '%s' to admit run '%s' before it terminates, but it was TERMINATING"
                            .formatted(step.before.key(), event.runId()));
        }
        if (step.runs.open().size() >= Limits.OPEN_RUNS_MAX) {
            return refuse(
                    step,
                    RejectionReason.LIMIT_EXCEEDED,
                    "Expected session '%s' to have fewer than %s open runs, but it had %s"
                            .formatted(
                                    step.before.key(),
                                    Limits.OPEN_RUNS_MAX,
                                    step.runs.open().size()));
        }
        int room = RunRoom.with(step.runs, event);
        if (room > RunRoom.BYTES_MAX) {
            return refuse(
                    step,
                    RejectionReason.LIMIT_EXCEEDED,
                    "Expected the open runs of session '%s' to come to at most %s bytes, but with run '%s' they may come to %s"
                            .formatted(step.before.key(), RunRoom.BYTES_MAX, event.runId(), room));
        }
        return Optional.empty();
    }

    private static Decision repeated(Step step, RunAccepted event, RetryGuard guard) {
        step.relatedRunId = guard.runId();
        if (!guard.fingerprint().equals(event.requestFingerprint())) {
            return step.refused(
                    RejectionReason.FINGERPRINT_CONFLICT,
                    "Expected idempotency key '%s' to come with the request of run '%s', but it came with another"
                            .formatted(event.idempotencyKey(), guard.runId()));
        }
        return step.refused(
                RejectionReason.GUARD_HIT,
                "Expected idempotency key '%s' to be new, but it admitted run '%s', which is %s"
                        .formatted(event.idempotencyKey(), guard.runId(), answer(step, guard)));
    }

    /** What a repeat is told: how the first one stands, and where its reply or what its error is (INV-8). */
    private static String answer(Step step, RetryGuard guard) {
        String status = guard.answerAt(step.nowMs, step.policy().guardTtl());
        String more = guard.replyRef() == null ? guard.errorCode() : guard.replyRef();
        return status.equals(RetryGuard.IN_FLIGHT) || more == null ? status : status + " (" + more + ")";
    }

    private static Admission admission(Step step, RunAccepted event) {
        return new Admission(
                step.runs.admitted() + 1,
                event.idempotencyKey(),
                event.messageIds(),
                event.kind(),
                event.visible(),
                event.owner(),
                event.deploymentId(),
                event.workerId(),
                step.event.envelope().producerId(),
                step.event.envelope().producerEpoch(),
                Math.max(
                        event.visible() ? step.nextVersion() : step.before.stateVersion(),
                        step.runs.lastFencingToken() + 1),
                durationOr(event.deadlineMs(), TURN_MS));
    }

    private static void admit(Step step, Run run, RunAccepted event) {
        Admission admission = run.admission();
        if (admission.deploymentId() != null) {
            step.outputs.add(new Output.RunRegistered(
                    step.eventId() + ":registered",
                    step.event.envelope().eventTimeMicros(),
                    step.before.key(),
                    admission.deploymentId(),
                    run.runId(),
                    admission.workerId()));
        }
        step.runs = step.runs.with(run);
        step.timers = step.timers.arm(
                DeadlineKind.RUN_EXPIRY, run.runId(), step.nowMs + durationOr(event.expiresInMs(), RUN_EXPIRY_MS));
        if (!RunQueue.isWaiting(step, run)) {
            RunQueue.awaitSign(step, run);
        }
        DesiredStateFold.wake(step);
        RunEndings.watchGuards(step);
    }

    /** The abort came first (INV-24): one outcome, no START_RUN, never an active run, and no worker is told of it. */
    private static void killBeforeStart(Step step, Run admitted, AbortMark mark) {
        Run run = Run.accepted(admitted.runId(), admitted.admission().unregistered());
        step.abortMarks = step.abortMarks.without(run.runId());
        step.timers = step.timers.cancel(DeadlineKind.ABORT_MARK, run.runId());
        step.runs = step.runs.counted(run.admission());
        step.reason = mark.stopReason().name();
        Ending ending = Ending.stopped(OutcomeStatus.KILLED, null, step.nowMs);
        if (run.isVisible()) {
            step.lastRun = step.lastRun.ended(run, ending);
        }
        RunEndings.decide(step, run, ending);
    }

    private static Optional<Decision> refuse(Step step, RejectionReason reason, String expectation) {
        return Optional.of(step.refused(reason, expectation));
    }

    private static long durationOr(long givenMs, long constantMs) {
        return givenMs > 0 ? Math.min(givenMs, SessionPolicy.DURATION_MS_MAX) : constantMs;
    }
}
