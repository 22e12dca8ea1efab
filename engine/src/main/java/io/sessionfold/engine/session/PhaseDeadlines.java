package io.sessionfold.engine.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time of phases: none in between lasts for ever (INV-31). When it is over, the command is sent again, a bounded
 * number of times; then the engine gives up, visibly (INV-34).
 */
final class PhaseDeadlines {

    private static final List<DeadlineKind> KINDS =
            List.of(DeadlineKind.PENDING, DeadlineKind.PHASE, DeadlineKind.TERMINATING);

    private PhaseDeadlines() {}

    /** Arms the deadline of the phase that was just entered; a phase that may last has none, unless a wish is open. */
    static void watch(Step step) {
        step.timers = step.timers.cancel(KINDS, TimerKey.SESSION);
        Lifecycle lifecycle = step.lifecycle();
        DeadlineKind kind = lifecycle.phase().deadline();
        boolean works = lifecycle.phase().startsRuns();
        if (kind != null) {
            arm(step, kind);
        } else if (works
                && lifecycle.desiredState() == DesiredState.HIBERNATED
                && step.identity().hasController()) {
            arm(step, DeadlineKind.PHASE);
        }
    }

    /** Whether the controller was told something that it may still do. */
    static boolean awaitsCommand(Step step) {
        return step.timers.find(DeadlineKind.PHASE, TimerKey.SESSION).isPresent();
    }

    /** Waits for the controller to do what it was just told, also in a phase that may last. */
    static void watchCommand(Step step) {
        DeadlineKind kind = step.lifecycle().phase().deadline();
        step.lifecycle = step.lifecycle().withAttempts(0);
        arm(step, kind == null ? DeadlineKind.PHASE : kind);
    }

    /** The controller reported once more what the session is: if that is what was asked for, nothing is waited for. */
    static void confirmed(Step step) {
        if (step.lifecycle().phase().deadline() == null && !isUnfulfilled(step.lifecycle())) {
            step.lifecycle = step.lifecycle().withWakePending(false);
            step.timers = step.timers.cancel(DeadlineKind.PHASE, TimerKey.SESSION);
        }
    }

    static void lapsed(Step step, DeadlineKind kind) {
        CommandType command = step.identity().hasController() ? commandOf(step.lifecycle()) : null;
        if (command == null) {
            giveUp(step, kind);
        } else {
            again(step, command, kind);
        }
    }

    /** Sends a command once more and waits for it, or gives up if it was sent often enough. */
    static void again(Step step, CommandType command, DeadlineKind kind) {
        int attempt = step.lifecycle().commandAttempts() + 1;
        if (attempt > step.policy().retries()) {
            giveUp(step, kind);
            return;
        }
        step.lifecycle = step.lifecycle().withAttempts(attempt);
        step.issueAgain(command, attempt);
        arm(step, kind);
    }

    /** Nobody did what was asked for, however often: a phase in between ends, and one that may last says so. */
    static void giveUp(Step step, DeadlineKind kind) {
        Phase phase = step.lifecycle().phase();
        if (phase.deadline() != null || isUnfulfilled(step.lifecycle())) {
            step.lifecycle = step.lifecycle().because(kind + "_TIMEOUT");
        }
        if (phase == Phase.TERMINATING) {
            PhaseChange.enter(step, Phase.TERMINATED);
        } else if (phase.deadline() != null) {
            PhaseChange.stopInto(step, Phase.FAILED);
        } else {
            // A session that works is not failed because its controller ignored a wish; asking again sends it again.
            step.lifecycle = step.lifecycle().withWakePending(false);
        }
    }

    /** Whether a phase that may last is not the one that was asked for. */
    private static boolean isUnfulfilled(Lifecycle lifecycle) {
        return (lifecycle.phase() == Phase.HIBERNATED) != (lifecycle.desiredState() == DesiredState.HIBERNATED);
    }

    /** What the controller is waited for to do. */
    private static @Nullable CommandType commandOf(Lifecycle lifecycle) {
        return switch (lifecycle.phase()) {
            case PENDING, SCHEDULED, PREPARING, CREATING, RESTARTING -> CommandType.START_SESSION;
            case RUNNING, HIBERNATED, HIBERNATING, WAKING ->
                lifecycle.desiredState() == DesiredState.HIBERNATED ? CommandType.HIBERNATE : CommandType.WAKE;
            case TERMINATING -> CommandType.STOP_SESSION;
            case DEGRADED, TERMINATED, CANCELLED, FAILED, UNKNOWN -> null;
        };
    }

    private static void arm(Step step, DeadlineKind kind) {
        long durationMs = switch (kind) {
            case PENDING -> step.policy().pending();
            case TERMINATING -> step.policy().terminating();
            default -> step.policy().phase();
        };
        step.timers = step.timers.arm(kind, TimerKey.SESSION, step.nowMs + durationMs);
    }
}
