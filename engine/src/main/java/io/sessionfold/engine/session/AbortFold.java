package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.RunAbortRequested;
import java.util.List;
import java.util.Optional;

/** Stops runs at somebody's request, each at once and each with its outcome (INV-11, INV-24, INV-40). */
final class AbortFold {

    private AbortFold() {}

    static Decision abort(Step step, RunAbortRequested event) {
        step.reason = event.stopReason().name();
        return event.runId() == null ? abortAll(step, event) : abortOne(step, event, event.runId());
    }

    /** Others' runs are left out without a refusal; the requester's hidden ones are not. */
    private static Decision abortAll(Step step, RunAbortRequested event) {
        List<Run> stopped = step.runs.inOrder().stream()
                .filter(run -> RunTable.takes(event.type(), run.state()) && mayAbort(step, event, run))
                .toList();
        RunEndings.endAll(step, stopped, endingOf(step, event));
        stopped.forEach(run -> step.issue(CommandType.ABORT_RUN, run));
        return step.applied();
    }

    private static Decision abortOne(Step step, RunAbortRequested event, String runId) {
        Optional<Run> found = step.runs.find(runId);
        if (found.isEmpty()
                && !RunLookup.isRemembered(step, runId)
                && !step.lifecycle().phase().isTerminal()) {
            return mark(step, event, runId);
        }
        if (found.isEmpty() || !RunTable.takes(event.type(), found.get().state())) {
            return step.refused(
                    RejectionReason.ALREADY_TERMINAL,
                    "Expected run '%s' of session '%s' to be active to be aborted, but it had ended"
                            .formatted(runId, step.before.key()));
        }
        Run run = found.get();
        if (!mayAbort(step, event, run)) {
            return step.refused(
                    RejectionReason.NOT_OWNER,
                    "Expected the requester to own run '%s', or to be an administrator, but it was %s"
                            .formatted(runId, event.requester()));
        }
        RunEndings.end(step, run, endingOf(step, event));
        step.issue(CommandType.ABORT_RUN, run);
        return step.applied();
    }

    /** The abort overtook the admission: it is remembered, and the run will be killed when it arrives. */
    private static Decision mark(Step step, RunAbortRequested event, String runId) {
        long expiresAtMs = step.nowMs + AbortMarks.TTL_MS;
        AbortMark fresh = new AbortMark(List.of(event.requester()), event.stopReason(), expiresAtMs);
        Optional<AbortMark> earlier = step.abortMarks.find(runId, step.nowMs);
        if (earlier.isPresent()
                && earlier.get().isFull()
                && !earlier.get().requesters().contains(event.requester())) {
            return step.refused(
                    RejectionReason.LIMIT_EXCEEDED,
                    "Expected at most %s requesters to abort run '%s' of session '%s' before it is admitted, but this is one more"
                            .formatted(AbortMark.REQUESTERS_MAX, runId, step.before.key()));
        }
        step.abortMarks.evictedBy(runId).ifPresent(evicted -> {
            step.abortMarks = step.abortMarks.without(evicted);
            step.timers = step.timers.cancel(DeadlineKind.ABORT_MARK, evicted);
        });
        step.abortMarks = step.abortMarks.with(
                runId,
                earlier.map(mark -> mark.with(event.requester(), expiresAtMs)).orElse(fresh));
        step.timers = step.timers.arm(DeadlineKind.ABORT_MARK, runId, expiresAtMs);
        return step.applied();
    }

    private static boolean mayAbort(Step step, RunAbortRequested event, Run run) {
        return event.requester()
                .mayAbort(run.admission().owner(), step.identity().ownerUserId());
    }

    private static Ending endingOf(Step step, RunAbortRequested event) {
        OutcomeStatus status = switch (event.stopReason()) {
            case TIMEOUT -> OutcomeStatus.TIMEOUT;
            case RESTART -> OutcomeStatus.INTERRUPTED;
            case RPC, STOP, UNKNOWN -> OutcomeStatus.KILLED;
        };
        return Ending.stopped(status, null, step.nowMs);
    }
}
