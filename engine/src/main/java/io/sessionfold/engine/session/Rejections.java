package io.sessionfold.engine.session;

/** Builds the record of a refusal: what, where, why, and what it relates to (INV-46). */
final class Rejections {

    private Rejections() {}

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
