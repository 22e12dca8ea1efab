package io.sessionfold.engine.session;

import org.jspecify.annotations.Nullable;

/** Builds the record of a refusal: what, where, why, and what it relates to (INV-46). */
final class Rejections {

    private Rejections() {}

    /** A refusal by the net around the fold. */
    static Output.EventRejected of(RecordedEvent event, Fences.Objection objection, @Nullable String firstDecision) {
        return new Output.EventRejected(
                event.envelope(),
                event.payload().type(),
                objection.reason(),
                objection.sentence() + " (" + event.position() + ")",
                event.position(),
                event.recordTimeMs(),
                event.payload().runId(),
                null,
                firstDecision);
    }

    static Output.EventRejected of(Step step, Decision.Refused refused) {
        Envelope envelope = step.event.envelope();
        String firstDecision = refused.reason() == RejectionReason.DUPLICATE
                ? Decision.nameOf((byte)
                        step.before.fences().recent().find(envelope.eventId()).orElseThrow())
                : null;
        return new Output.EventRejected(
                envelope,
                step.event.payload().type(),
                refused.reason(),
                step.detail(),
                step.event.position(),
                step.event.recordTimeMs(),
                step.event.payload().runId(),
                step.relatedRunId,
                firstDecision);
    }
}
