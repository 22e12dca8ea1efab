package io.sessionfold.engine.application;

import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.Decision.Refused;
import io.sessionfold.engine.session.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The fold of applications: one step takes the state of an application and its next event to the state after it and to
 * what goes out.
 *
 * <p>Laws. It is a pure function of state, event and record time. Every decided event moves the memory of events and the
 * position, and a refused one nothing else. A change of the body is one version and one record; an equal body is none. No
 * report forbids launches by the flag: only a person does (SS-18). A report that contradicts itself fails nothing (INV-30).
 */
public final class ApplicationFold {

    private ApplicationFold() {}

    /**
     * Folds one event.
     *
     * @param before the state of the event's key; null if there is none
     */
    public static ApplicationOutcome evolve(@Nullable Application before, RecordedApplicationEvent event) {
        Application base = before == null ? Application.unknown(event.key()) : before;
        ApplicationStep step = new ApplicationStep(base, event);
        Decision decision = checked(step, admitted(step));
        return decision instanceof Refused refused ? refuse(step, refused) : apply(step, decision);
    }

    private static Decision admitted(ApplicationStep step) {
        String eventId = step.event.eventId();
        OptionalInt earlier = step.before.recent().find(eventId);
        if (earlier.isPresent()) {
            return step.refused(
                    RejectionReason.DUPLICATE,
                    "Expected event '%s' to be new, but it was decided before: %s"
                            .formatted(eventId, Decision.nameOf((byte) earlier.getAsInt())));
        }
        return step.event.payload().accept(new ApplicationEventFold(step));
    }

    /** An event that would be taken is held against the limits before anything of it is kept. */
    private static Decision checked(ApplicationStep step, Decision decision) {
        return decision instanceof Refused
                ? decision
                : ApplicationLimits.violatedBy(step.event)
                        .map(violation -> step.refused(RejectionReason.LIMIT_EXCEEDED, violation))
                        .orElse(decision);
    }

    private static ApplicationOutcome apply(ApplicationStep step, Decision decision) {
        RecordedApplicationEvent event = step.event;
        boolean changes = !Objects.equals(step.before.body(), step.body);
        Application after = new Application(
                event.key(),
                step.body,
                step.before.recent().with(event.eventId(), decision.code()),
                step.before.stateVersion() + (changes ? 1 : 0),
                changes
                        ? new ApplicationChange(event.eventId(), event.eventTimeMicros(), step.nowMs)
                        : step.before.lastChange(),
                event.position(),
                step.nowMs);
        List<ApplicationOutput> outputs = new ArrayList<>();
        if (step.installs()) {
            outputs.add(new ApplicationOutput.InstallIssued(
                    event.eventId() + ":INSTALL_APPLICATION",
                    event.key(),
                    after.stateVersion(),
                    event.eventId(),
                    step.installReason()));
        }
        if (changes) {
            ApplicationRow.of(after).map(ApplicationOutput.RowChanged::new).ifPresent(outputs::add);
        }
        return new ApplicationOutcome(after, List.copyOf(outputs), decision);
    }

    private static ApplicationOutcome refuse(ApplicationStep step, Refused refused) {
        Application before = step.before;
        RecordedApplicationEvent event = step.event;
        OptionalInt earlier = before.recent().find(event.eventId());
        Application after = new Application(
                before.key(),
                before.body(),
                earlier.isPresent() ? before.recent() : before.recent().with(event.eventId(), refused.code()),
                before.stateVersion(),
                before.lastChange(),
                event.position(),
                step.nowMs);
        String firstDecision = earlier.isPresent() ? Decision.nameOf((byte) earlier.getAsInt()) : null;
        return new ApplicationOutcome(
                after,
                List.of(new ApplicationOutput.EventRejected(event, refused.reason(), step.detail(), firstDecision)),
                refused);
    }
}
