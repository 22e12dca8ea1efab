package io.sessionfold.tests.dsl;

import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as a scenario expects it; what is null is not looked at.
 *
 * @param words must stand in the detail
 */
public record ExpectedRefusal(
        RejectionReason reason,
        @Nullable String eventType,
        @Nullable String eventId,
        @Nullable String relatedRunId,
        @Nullable String firstDecision,
        @Nullable String words) {

    static ExpectedRefusal because(RejectionReason reason) {
        return new ExpectedRefusal(reason, null, null, null, null, null);
    }

    /** Of an event of this type. */
    public ExpectedRefusal of(String type) {
        return new ExpectedRefusal(reason, type, eventId, relatedRunId, firstDecision, words);
    }

    public ExpectedRefusal ofEvent(String id) {
        return new ExpectedRefusal(reason, eventType, id, relatedRunId, firstDecision, words);
    }

    /** Names the run that is in the way. */
    public ExpectedRefusal becauseOf(String run) {
        return new ExpectedRefusal(reason, eventType, eventId, run, firstDecision, words);
    }

    /** Names what was decided when the event came first. */
    public ExpectedRefusal decidedFirst(String decision) {
        return new ExpectedRefusal(reason, eventType, eventId, relatedRunId, decision, words);
    }

    public ExpectedRefusal saying(String part) {
        return new ExpectedRefusal(reason, eventType, eventId, relatedRunId, firstDecision, part);
    }

    boolean matches(RejectedEvent seen) {
        return seen.getReason() == reason
                && (eventType == null || eventType.equals(seen.getEventType()))
                && (eventId == null || eventId.equals(seen.getEventId()))
                && (relatedRunId == null || relatedRunId.equals(seen.getRelatedRunId()))
                && (firstDecision == null || firstDecision.equals(seen.getFirstDecision()))
                && (words == null || seen.getDetail().contains(words));
    }
}
