package io.sessionfold.engine.verify;

import io.sessionfold.engine.codec.EventCodec;
import io.sessionfold.engine.deployment.DeploymentOutput;
import io.sessionfold.engine.session.Envelope;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.SessionEvent;
import io.sessionfold.engine.verify.Crossing.Arrived;
import io.sessionfold.engine.verify.Crossing.Sent;

/** The events that fail runs, in one form: as the deployment fold sends them, and as they arrive in the log. */
final class Failures {

    private Failures() {}

    /** One that a worker's exit, or a late registration, led to. */
    static Sent sent(
            DeploymentOutput.RunFailed failed, Position cause, long order, long recordTimeMs, boolean isRequired) {
        return new Sent(
                name(failed.envelope()),
                failed.envelope().key().recordKey(),
                hash(failed.envelope(), failed.payload()),
                cause,
                order,
                recordTimeMs,
                isRequired,
                Kind.RECORD_MISSING);
    }

    /** One that stands in the log. */
    static Arrived arrived(RecordedEvent event, boolean isJudged) {
        return new Arrived(
                name(event.envelope()),
                event.envelope().key().recordKey(),
                hash(event.envelope(), event.payload()),
                null,
                event.position(),
                event.recordTimeMs(),
                isJudged);
    }

    private static String name(Envelope envelope) {
        return envelope.key().recordKey() + '\n' + envelope.eventId();
    }

    private static long hash(Envelope envelope, SessionEvent payload) {
        return Crossing.hash(Canonical.bytes(EventCodec.write(envelope, payload)));
    }
}
