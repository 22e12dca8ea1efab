package io.sessionfold.engine.session;

import io.sessionfold.engine.session.Decision.Held;
import io.sessionfold.engine.session.SessionEvent.SessionCreated;
import java.util.ArrayList;
import java.util.List;

/** Brings sessions into being, and keeps what came before they were (INV-26). */
final class CreationFold {

    private CreationFold() {}

    /** A session without a platform has no controller: it starts RUNNING. */
    static Decision created(Step step, SessionCreated event) {
        if (step.before.exists()) {
            return step.refused(
                    RejectionReason.ALREADY_EXISTS,
                    "Expected session '%s' to be new, but it exists".formatted(step.before.key()));
        }
        if (event.concurrency() == Concurrency.UNKNOWN) {
            return step.refused(
                    RejectionReason.UNSUPPORTED,
                    "Expected concurrency to be EXCLUSIVE, QUEUED or PARALLEL, but it is one of a newer contract");
        }
        Phase first = event.platform() == null ? Phase.RUNNING : Phase.PENDING;
        step.identity = Identity.of(event, step.nowMs);
        step.lifecycle = Lifecycle.startingIn(first, step.nowMs);
        step.timers = step.timers.cancel(DeadlineKind.PROVISIONAL, TimerKey.SESSION);
        step.held = List.of();
        if (first == Phase.RUNNING) {
            step.activity = step.activity.seenAt(step.nowMs);
        } else {
            step.issue(CommandType.START_SESSION, null);
        }
        return step.applied();
    }

    /** Keeps a report that overtook the creation of its session. */
    static Decision hold(Step step) {
        if (step.held.size() >= Limits.HELD_MAX) {
            return step.refused(
                    RejectionReason.LIMIT_EXCEEDED,
                    "Expected at most %d events to wait for the creation of session '%s', but this is one more"
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
