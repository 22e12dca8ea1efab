package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.DesiredStateRequested;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Follows what a person or a policy wants. A wish is a command to the controller; the phase waits for the report, but for
 * the end, which is decided here. Without a controller there is nobody to wait for, and a wish is fulfilled at once.
 */
final class DesiredStateFold {

    private DesiredStateFold() {}

    static Decision requested(Step step, DesiredStateRequested event) {
        step.reason = event.reason();
        return switch (event.desired()) {
            case RUNNING -> running(step, event);
            case HIBERNATED -> hibernated(step);
            case TERMINATED -> terminated(step, event);
            case UNKNOWN ->
                step.refused(
                        RejectionReason.UNSUPPORTED,
                        "Expected the desired state to be RUNNING, HIBERNATED or TERMINATED, but it is one of a newer contract");
        };
    }

    /** A wish to hibernate: of a person, or of the policy for idle sessions. */
    static void hibernate(Step step) {
        step.lifecycle = step.lifecycle().desiring(DesiredState.HIBERNATED);
        if (!step.identity().hasController()) {
            PhaseChange.enter(step, Phase.HIBERNATED);
            return;
        }
        step.issue(CommandType.HIBERNATE, null);
        PhaseDeadlines.watchCommand(step);
    }

    /** A wish to terminate, from any phase that is not terminal: of a person, or of a policy. */
    static void terminate(Step step) {
        step.lifecycle = step.lifecycle().desiring(DesiredState.TERMINATED).because(step.reason);
        Phase phase = step.lifecycle().phase();
        PhaseChange.stopInto(step, phase == Phase.PENDING ? Phase.CANCELLED : Phase.TERMINATING);
    }

    /** Wakes a session that sleeps or is to; nothing if nobody asked it to sleep, or it was told to wake already. */
    static void wake(Step step) {
        Lifecycle lifecycle = step.lifecycle();
        boolean sleeps = lifecycle.phase() == Phase.HIBERNATED || lifecycle.phase() == Phase.HIBERNATING;
        boolean isToSleep = lifecycle.desiredState() == DesiredState.HIBERNATED;
        if (!isToSleep && (!sleeps || lifecycle.wakePending())) {
            return;
        }
        step.lifecycle = lifecycle.desiring(DesiredState.RUNNING);
        if (!step.identity().hasController()) {
            if (sleeps) {
                PhaseChange.enter(step, Phase.RUNNING);
            }
            return;
        }
        step.lifecycle = step.lifecycle().withWakePending(true);
        step.issue(CommandType.WAKE, null);
        PhaseDeadlines.watchCommand(step);
    }

    private static Decision running(Step step, DesiredStateRequested event) {
        Phase phase = step.lifecycle().phase();
        if (phase.isTerminal()) {
            String next = event.newSessionId() == null ? derivedId(step.eventId()) : event.newSessionId();
            return IncarnationFold.restarted(step, next);
        }
        if (phase == Phase.TERMINATING) {
            return illegal(step, "not to be TERMINATING to run again");
        }
        wake(step);
        return step.applied();
    }

    private static Decision hibernated(Step step) {
        Phase phase = step.lifecycle().phase();
        if (phase.isTerminal()) {
            return terminal(step, "hibernate");
        }
        switch (phase) {
            case RUNNING, WAKING -> {
                // Asked again while the controller was told already: the deadline of the first command repeats it.
                boolean isTold = step.lifecycle().desiredState() == DesiredState.HIBERNATED
                        && PhaseDeadlines.awaitsCommand(step);
                if (!isTold) {
                    hibernate(step);
                }
            }
            case HIBERNATING, HIBERNATED -> {
                // Who was told to wake has to be told otherwise, or its reports would be of an older wish.
                if (step.lifecycle().desiredState() != DesiredState.HIBERNATED) {
                    sleepOn(step);
                }
            }
            default -> {
                return illegal(step, "to be RUNNING before hibernation");
            }
        }
        return step.applied();
    }

    private static void sleepOn(Step step) {
        step.lifecycle = step.lifecycle().desiring(DesiredState.HIBERNATED);
        if (step.identity().hasController()) {
            step.issue(CommandType.HIBERNATE, null);
            PhaseDeadlines.watchCommand(step);
        }
    }

    private static Decision terminated(Step step, DesiredStateRequested event) {
        Phase phase = step.lifecycle().phase();
        if (phase.isTerminal()) {
            return terminal(step, "terminate, so this was skipped");
        }
        if (event.force()) {
            step.lifecycle = step.lifecycle().desiring(DesiredState.TERMINATED).because(event.reason());
            PhaseChange.stopInto(step, Phase.TERMINATED);
            return step.applied();
        }
        if (phase == Phase.TERMINATING) {
            return step.refused(
                    RejectionReason.ALREADY_TERMINAL,
                    "Expected session '%s' not to be asked to terminate again, so this was skipped: it was TERMINATING"
                            .formatted(step.before.key()));
        }
        terminate(step);
        return step.applied();
    }

    private static Decision terminal(Step step, String purpose) {
        return step.refused(
                RejectionReason.ALREADY_TERMINAL,
                "Expected session '%s' to be open to %s, but it was %s"
                        .formatted(step.before.key(), purpose, step.lifecycle().phase()));
    }

    private static Decision illegal(Step step, String expected) {
        return step.refused(
                RejectionReason.ILLEGAL_TRANSITION,
                "Expected session '%s' %s, but it was %s"
                        .formatted(step.before.key(), expected, step.lifecycle().phase()));
    }

    /** An incarnation that nobody named: 128 bits of the SHA-256 of the event that asked for it. */
    private static String derivedId(String eventId) {
        byte[] hash = HistoryDigest.sha256().digest(eventId.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 16);
    }
}
