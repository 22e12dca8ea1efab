package io.sessionfold.engine.http;

import io.sessionfold.engine.command.Appended;
import io.sessionfold.engine.session.RejectionReason;
import java.time.Duration;
import java.util.Locale;

/** The problems that only commands and events have. */
final class CommandProblems {

    private static final Duration SOON = Duration.ofSeconds(2);

    private CommandProblems() {}

    static Problem unsupportedMediaType(String detail) {
        return new Problem(415, "unsupported_media_type", "The body is in no known form", detail, null);
    }

    static Problem idempotencyKeyRequired() {
        return new Problem(
                400,
                "idempotency_key_required",
                "A run needs an Idempotency-Key",
                "Expected the header Idempotency-Key, but it was absent: it is what keeps a repeated request from"
                        + " starting a second run",
                null);
    }

    static Problem invalidIdempotencyKey() {
        return new Problem(
                400,
                "invalid_idempotency_key",
                "The Idempotency-Key is not valid",
                "Expected the header Idempotency-Key once, with 1 to 255 printable ASCII characters",
                null);
    }

    static Problem nameTaken(String name) {
        return new Problem(
                409,
                "name_taken",
                "The owner has another session of that name",
                "The owner has another session named '" + name + "' that is not terminal",
                null);
    }

    static Problem runNotFound() {
        return new Problem(
                404, "run_not_found", "There is no such run", "The session has no such run, or has forgotten it", null);
    }

    static Problem reservedEvent(String detail) {
        return new Problem(422, "reserved_event", "Only the engine writes such an event", detail, null);
    }

    static Problem tooManyEvents(int max) {
        return new Problem(
                413,
                "too_many_events",
                "There are too many events in one request",
                "Expected at most " + max + " events in one request, but there were more",
                null);
    }

    static Problem tooManyWaits(int max) {
        return new Problem(
                503,
                "too_many_waits",
                "Too many requests wait",
                "This instance lets at most " + max + " requests wait for runs at a time",
                SOON);
    }

    /** Why an event is not in the log, or may not be; never of one that is. */
    static Problem of(Appended why) {
        if (why instanceof Appended.TooLarge tooLarge) {
            return new Problem(
                    413,
                    "event_too_large",
                    "The event is too large",
                    "Expected an event of at most " + tooLarge.bytesMax() + " bytes, but it has " + tooLarge.bytes(),
                    null);
        }
        if (why instanceof Appended.PerhapsWritten perhaps) {
            return new Problem(
                    503,
                    "write_unconfirmed",
                    "It is not known whether it was written",
                    "It may have been written: " + perhaps.reason()
                            + ". Sent again with the same Idempotency-Key, or eventId, it is decided once",
                    SOON);
        }
        String reason = why instanceof Appended.NotWritten not ? not.reason() : "nobody knows why";
        return new Problem(503, "kafka_unavailable", "It was not written", "It was not written: " + reason, SOON);
    }

    /** A refusal of the fold, for a caller who has to act on it. */
    static Problem of(RejectionReason reason, String detail) {
        String title = "The fold refused it";
        return switch (reason) {
            case UNKNOWN_SESSION -> Problem.sessionNotFound();
            case UNKNOWN_RUN -> new Problem(404, "run_not_found", title, detail, null);
            case NOT_OWNER -> new Problem(403, "not_owner", title, detail, null);
            case FINGERPRINT_CONFLICT, LIMIT_EXCEEDED, UNSUPPORTED, EMPTY_PHASE ->
                new Problem(422, code(reason), title, detail, null);
            case DUPLICATE,
                    STALE_EPOCH,
                    STALE_SEQUENCE,
                    ALREADY_EXISTS,
                    STALE_INCARNATION,
                    ALREADY_TERMINAL,
                    STALE_RUN,
                    GUARD_HIT,
                    CONVERSATION_BUSY,
                    ILLEGAL_TRANSITION,
                    ROUTE_SUPERSEDED,
                    LATE_TIMER,
                    QUARANTINED -> new Problem(409, code(reason), title, detail, null);
        };
    }

    private static String code(RejectionReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
