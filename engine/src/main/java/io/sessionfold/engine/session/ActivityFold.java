package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.ActivityObserved;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Who is there, and what becomes of a session when nobody is. */
final class ActivityFold {

    private ActivityFold() {}

    static Decision observed(Step step, ActivityObserved event) {
        if (step.lifecycle().phase().isTerminal()) {
            return step.refused(
                    RejectionReason.ALREADY_TERMINAL,
                    "Expected session '%s' to be open to be used, but it was %s"
                            .formatted(step.before.key(), step.lifecycle().phase()));
        }
        String connectionId = event.connectionId();
        return switch (event.activity()) {
            case CONNECTION_OPENED -> connectionId == null ? nameless(step, event) : seen(step, connectionId);
            case CONNECTION_CLOSED -> connectionId == null ? nameless(step, event) : closed(step, connectionId);
            case HEARTBEAT -> seen(step, connectionId);
            case EXECUTION -> seen(step, null);
            case UNKNOWN ->
                step.refused(
                        RejectionReason.UNSUPPORTED,
                        "Expected the activity to be one of this contract, but it is one of a newer contract");
        };
    }

    /** A lost close may not block idleness for ever. */
    static void connectionLapsed(Step step, String connectionId) {
        step.activity = step.activity.disconnected(connectionId);
    }

    /** Nobody can be connected to what is not there. */
    static void disconnectAll(Step step) {
        for (String connectionId : step.activity.openConnections().keySet()) {
            step.timers = step.timers.cancel(DeadlineKind.CONNECTION, connectionId);
            step.activity = step.activity.disconnected(connectionId);
        }
    }

    /** Keeps the one idle deadline of a session where its last activity puts it; none while anybody is there. */
    static void watchIdle(Step step) {
        OptionalLong dueAtMs = idleAtMs(step);
        if (dueAtMs.isEmpty()) {
            step.timers = step.timers.cancel(DeadlineKind.IDLE, TimerKey.SESSION);
        } else if (step.timers
                .find(DeadlineKind.IDLE, TimerKey.SESSION)
                .filter(held -> held.deadlineAtMs() == dueAtMs.getAsLong())
                .isEmpty()) {
            step.timers = step.timers.arm(DeadlineKind.IDLE, TimerKey.SESSION, dueAtMs.getAsLong());
        }
    }

    private static OptionalLong idleAtMs(Step step) {
        Lifecycle lifecycle = step.lifecycle();
        OptionalLong timeoutMs = step.policy().idleTimeout();
        Long lastActivityAtMs = step.activity.lastActivityAtMs();
        boolean mayIdle = lifecycle.phase() == Phase.RUNNING
                && lifecycle.desiredState() == DesiredState.RUNNING
                && step.activity.openConnections().isEmpty()
                && !step.runs.isAnyUnfinished();
        return timeoutMs.isEmpty() || lastActivityAtMs == null || !mayIdle
                ? OptionalLong.empty()
                : OptionalLong.of(lastActivityAtMs + timeoutMs.getAsLong());
    }

    /** A sign of a connection opens it, also one that was closed for its silence; without one it is activity alone. */
    private static Decision seen(Step step, @Nullable String connectionId) {
        if (connectionId == null) {
            step.activity = step.activity.seenAt(step.nowMs);
            return step.applied();
        }
        var open = step.activity.openConnections();
        if (open.size() >= Limits.CONNECTIONS_MAX && !open.containsKey(connectionId)) {
            return step.refused(
                    RejectionReason.LIMIT_EXCEEDED,
                    "Expected session '%s' to have fewer than %s open connections, but it had %s"
                            .formatted(step.before.key(), Limits.CONNECTIONS_MAX, open.size()));
        }
        step.activity = step.activity.connected(connectionId, step.nowMs);
        step.timers = step.timers.arm(
                DeadlineKind.CONNECTION,
                connectionId,
                step.nowMs + step.policy().connection());
        return step.applied();
    }

    private static Decision closed(Step step, String connectionId) {
        step.timers = step.timers.cancel(DeadlineKind.CONNECTION, connectionId);
        step.activity = step.activity.disconnected(connectionId).seenAt(step.nowMs);
        return step.applied();
    }

    private static Decision nameless(Step step, ActivityObserved event) {
        return step.refused(
                RejectionReason.UNSUPPORTED,
                "Expected %s of session '%s' to name its connectionId, but it did not"
                        .formatted(event.activity(), step.before.key()));
    }
}
