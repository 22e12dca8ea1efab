package io.sessionfold.engine.verify;

import io.sessionfold.engine.codec.EventCodec;
import io.sessionfold.engine.session.Envelope;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.SessionEvent;
import io.sessionfold.engine.verify.Crossing.Arrived;
import io.sessionfold.engine.verify.Crossing.Sent;

/** The events that the engine writes into the log, in one form: as a fold sends them, and as they arrive there. */
final class Written {

    private Written() {}

    /** One that a fold let out. */
    static Sent sent(
            Envelope envelope,
            SessionEvent payload,
            Position cause,
            long order,
            long recordTimeMs,
            boolean isRequired) {
        return new Sent(
                name(envelope),
                envelope.key().recordKey(),
                hash(envelope, payload),
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
