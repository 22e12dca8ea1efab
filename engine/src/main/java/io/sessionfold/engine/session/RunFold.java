package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.RunEnded;
import io.sessionfold.engine.session.SessionEvent.RunErrored;
import io.sessionfold.engine.session.SessionEvent.RunProgressed;
import io.sessionfold.engine.session.SessionEvent.RunSettled;
import io.sessionfold.engine.session.SessionEvent.RunStarted;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to a run between its admission and its outcome: the table of run states, row by row. */
final class RunFold {

    private static final String NOT_EXECUTED = "NOT_EXECUTED";

    private RunFold() {}

    static Decision started(Step step, RunStarted event) {
        Optional<Run> found = RunLookup.taking(step, event);
        if (found.isEmpty()) {
            return RunLookup.refused(step, event.runId(), "start");
        }
        Run run = found.get();
        if (RunQueue.isWaiting(step, run)) {
            return RunQueue.waits(step, run);
        }
        step.activity = step.activity.seenAt(step.nowMs);
        if (run.state() == RunState.RUNNING && run.pendingError() == null) {
            return step.applied();
        }
        run(step, run, event.startedAtMs() == null ? step.nowMs : event.startedAtMs());
        return step.applied();
    }

    static Decision progressed(Step step, RunProgressed event) {
        Optional<Run> found = RunLookup.taking(step, event);
        if (found.isEmpty()) {
            return RunLookup.refused(step, event.runId(), "progress");
        }
        Run run = found.get();
        if (RunQueue.isWaiting(step, run)) {
            return RunQueue.waits(step, run);
        }
        step.activity = step.activity.seenAt(step.nowMs);
        run(step, run, step.nowMs);
        return step.applied();
    }

    static Decision ended(Step step, RunEnded event) {
        Optional<Run> found = RunLookup.taking(step, event);
        if (found.isEmpty()) {
            return RunLookup.refused(step, event.runId(), "end");
        }
        Run run = found.get();
        step.activity = step.activity.seenAt(step.nowMs);
        step.reason = event.stopReason();
        if (event.yielded() && !event.aborted()) {
            return yielded(step, run);
        }
        Run timed = run.startedAtMs() == null ? run.startedAt(event.startedAtMs()) : run;
        Ending ending = endingOf(step, event);
        boolean owes = !run.owedMessageIds().isEmpty() && event.replyRef() == null;
        if (owes && ending.status() == OutcomeStatus.DONE) {
            RunEndings.owe(step, timed, ending);
        } else {
            RunEndings.end(step, timed, ending);
        }
        return step.applied();
    }

    static Decision errored(Step step, RunErrored event) {
        Optional<Run> found = RunLookup.taking(step, event);
        boolean isFinal = event.isFinal() || step.policy().errorGrace() == 0;
        if (found.isEmpty() || (!found.get().isActive() && !isFinal)) {
            return RunLookup.refused(step, event.runId(), "error");
        }
        Run run = found.get();
        step.reason = event.errorCode();
        PendingError error = new PendingError(
                event.errorCode(),
                event.error(),
                event.timeout(),
                event.endedAtMs() == null ? step.nowMs : event.endedAtMs(),
                event.executionStarted() == null || event.executionStarted());
        if (isFinal) {
            RunEndings.end(step, run, Ending.failed(error));
        } else {
            step.runs = step.runs.with(run.withPendingError(error));
            step.timers = step.timers.arm(
                    DeadlineKind.ERROR_GRACE,
                    run.runId(),
                    step.nowMs + step.policy().errorGrace());
        }
        return step.applied();
    }

    static Decision settled(Step step, RunSettled event) {
        Optional<Run> open = step.runs.find(event.runId());
        Optional<String> key = open.map(run -> run.admission().idempotencyKey())
                .or(() -> step.guards.withoutExpired(step.nowMs).keyOf(event.runId()));
        if (key.isEmpty() || (open.isEmpty() && isSettled(step, key.get()))) {
            return RunLookup.refused(step, event.runId(), "settle");
        }
        step.guards = step.guards.settled(
                key.get(), event.summary(), step.nowMs, step.policy().guardTtl());
        RunEndings.watchGuards(step);
        PendingError error = open.map(Run::pendingError).orElse(null);
        if (open.isPresent() && error != null && event.result() == SettleResult.ERROR) {
            step.reason = error.errorCode();
            RunEndings.end(step, open.get(), Ending.failed(error));
        }
        return step.applied();
    }

    private static boolean isSettled(Step step, String idempotencyKey) {
        var guard = step.guards.get(idempotencyKey);
        return guard != null && guard.settledAtMs() != null;
    }

    /** The run works: its silence is counted from now, and whatever was wrong is forgotten. */
    private static void run(Step step, Run run, long startedAtMs) {
        boolean starts = run.state() != RunState.RUNNING;
        Run running = run.running(startedAtMs);
        if (starts || run.pendingError() != null) {
            step.runs = step.runs.with(running);
        }
        step.timers = step.timers.cancel(List.of(DeadlineKind.ADMISSION, DeadlineKind.ERROR_GRACE), run.runId());
        if (starts || run.providerFailedCode() == null) {
            awaitProgress(step, run);
        }
        if (starts && run.isVisible()) {
            step.lastRun = step.lastRun.started(running);
        }
    }

    /** From now on the run may be silent for as long as its admission said. */
    static void awaitProgress(Step step, Run run) {
        step.timers = step.timers.arm(
                DeadlineKind.TURN, run.runId(), step.nowMs + run.admission().deadlineMs());
    }

    private static Decision yielded(Step step, Run run) {
        if (run.state() != RunState.RUNNING) {
            return RunLookup.refused(step, run.runId(), "yield");
        }
        step.runs = step.runs.with(run.yielded());
        step.timers = step.timers.cancel(List.of(DeadlineKind.TURN, DeadlineKind.ERROR_GRACE), run.runId());
        return step.applied();
    }

    /** How an end is to be read: blocked, then why it was stopped, then whether it was executed, then completed (OC-11). */
    private static Ending endingOf(Step step, RunEnded event) {
        long endedAtMs = event.endedAtMs() == null ? step.nowMs : event.endedAtMs();
        if ("blocked".equals(event.livenessState())) {
            return new Ending(
                    OutcomeStatus.FAILED, "BLOCKED", null, event.replyRef(), null, endedAtMs, event.executionStarted());
        }
        OutcomeStatus stopped = stoppedBy(event);
        if (stopped != null) {
            return new Ending(stopped, null, null, event.replyRef(), null, endedAtMs, event.executionStarted());
        }
        if (!event.executionStarted()) {
            return new Ending(OutcomeStatus.FAILED, NOT_EXECUTED, null, event.replyRef(), null, endedAtMs, false);
        }
        return Ending.done(event.replyRef(), endedAtMs);
    }

    /** A stop reason counts only where it cannot be success: a model that says "stop" has completed. */
    private static @Nullable OutcomeStatus stoppedBy(RunEnded event) {
        String stopReason = event.stopReason() == null ? "" : event.stopReason();
        return switch (stopReason) {
            case "restart" -> OutcomeStatus.INTERRUPTED;
            case "timeout" -> OutcomeStatus.TIMEOUT;
            case "aborted" -> OutcomeStatus.KILLED;
            default -> event.aborted() ? OutcomeStatus.KILLED : null;
        };
    }
}
