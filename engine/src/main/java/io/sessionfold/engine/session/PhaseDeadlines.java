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
        boolean works = lifecycle.phase() == Phase.RUNNING || lifecycle.phase() == Phase.DEGRADED;
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

    /** There is nothing to wait for in a phase that may last. */
    static void forgetCommand(Step step) {
        if (step.lifecycle().phase().deadline() == null) {
            step.timers = step.timers.cancel(DeadlineKind.PHASE, TimerKey.SESSION);
        }
    }

    static void lapsed(Step step, DeadlineKind kind) {
        Lifecycle lifecycle = step.lifecycle();
        CommandType command = step.identity().hasController() ? commandOf(lifecycle) : null;
        if (command != null && lifecycle.commandAttempts() < step.policy().retries()) {
            step.lifecycle = lifecycle.withAttempts(lifecycle.commandAttempts() + 1);
            step.issueAgain(command, lifecycle.commandAttempts() + 1);
            arm(step, kind);
        } else {
            giveUp(step, kind);
        }
    }

    private static void giveUp(Step step, DeadlineKind kind) {
        Phase phase = step.lifecycle().phase();
        step.lifecycle = step.lifecycle().because(kind + "_TIMEOUT");
        if (phase == Phase.TERMINATING) {
            PhaseChange.enter(step, Phase.TERMINATED);
        } else if (phase.deadline() != null) {
            PhaseChange.stopInto(step, Phase.FAILED);
        } else {
            // A session that works is not failed because its controller ignored a wish; asking again sends it again.
            step.lifecycle = step.lifecycle().withWakePending(false);
        }
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
