package io.sessionfold.engine.session;

import io.sessionfold.engine.session.Decision.Held;
import io.sessionfold.engine.session.SessionEvent.SessionCreated;
import java.util.ArrayList;
import java.util.List;

/** Brings sessions into being, and keeps what came before they were (INV-26). */
final class CreationFold {

    private CreationFold() {}

    /** A key is used again after a deletion only for another incarnation. */
    static Decision created(Step step, SessionCreated event) {
        if (step.before.exists()) {
            return step.refused(
                    RejectionReason.ALREADY_EXISTS,
                    "Expected session '%s' to be new, but it exists".formatted(step.before.key()));
        }
        if (event.sessionId().equals(step.before.deletedSessionId())) {
            return step.refused(
                    RejectionReason.ALREADY_EXISTS,
                    "Expected session '%s' to be created as a new incarnation, but '%s' was deleted"
                            .formatted(step.before.key(), event.sessionId()));
        }
        if (event.concurrency() == Concurrency.UNKNOWN) {
            return step.refused(
                    RejectionReason.UNSUPPORTED,
                    "Expected concurrency to be EXCLUSIVE, QUEUED or PARALLEL, but it is one of a newer contract");
        }
        if (event.memberPolicy() == MemberPolicy.UNKNOWN) {
            return step.refused(
                    RejectionReason.UNSUPPORTED,
                    "Expected the member policy to be STRICT or TOLERANT, but it is one of a newer contract");
        }
        step.identity = Identity.of(event, step.nowMs);
        step.lifecycle = Lifecycle.startingIn(firstPhase(step.identity), step.nowMs);
        step.timers = step.timers
                .cancel(DeadlineKind.PROVISIONAL, TimerKey.SESSION)
                .cancel(DeadlineKind.GRAVESTONE, TimerKey.SESSION);
        step.held = List.of();
        step.deletedSessionId = null;
        begin(step);
        return step.applied();
    }

    /** A session without a platform has no controller: it starts RUNNING. */
    static Phase firstPhase(Identity identity) {
        return identity.hasController() ? Phase.PENDING : Phase.RUNNING;
    }

    /** What happens at the beginning of every incarnation. */
    static void begin(Step step) {
        if (step.lifecycle().phase() == Phase.RUNNING) {
            step.activity = step.activity.seenAt(step.nowMs);
        } else {
            step.issue(CommandType.START_SESSION, null);
        }
        PhaseDeadlines.watch(step);
        step.timers = step.timers.cancel(DeadlineKind.LIFETIME, TimerKey.SESSION);
        step.policy()
                .maxDuration()
                .ifPresent(mostMs ->
                        step.timers = step.timers.arm(DeadlineKind.LIFETIME, TimerKey.SESSION, step.nowMs + mostMs));
    }

    /** Keeps a report that overtook the creation of its session. */
    static Decision hold(Step step) {
        if (step.held.size() >= Limits.HELD_MAX) {
            return step.refused(
                    RejectionReason.LIMIT_EXCEEDED,
                    "Expected at most %s events to wait for the creation of session '%s', but this is one more"
                            .formatted(Limits.HELD_MAX, step.before.key()));
        }
        RecordedEvent event = step.event;
        List<HeldEvent> next = new ArrayList<>(step.held);
        next.add(new HeldEvent(event.envelope(), event.payload(), event.recordTimeMs(), event.position()));
        step.held = List.copyOf(next);
        return new Held(step.eventId());
    }

    /** A row that nobody created does not stay: what it holds is refused when this lapses. */
    static Timers provisional(Timers timers, long nowMs) {
        return timers.find(DeadlineKind.PROVISIONAL, TimerKey.SESSION).isPresent()
                ? timers
                : timers.arm(DeadlineKind.PROVISIONAL, TimerKey.SESSION, nowMs + SessionPolicy.PROVISIONAL_MS);
    }
}
