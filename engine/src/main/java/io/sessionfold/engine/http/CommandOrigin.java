package io.sessionfold.engine.http;

import io.javalin.http.Context;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.command.EventIds;
import io.sessionfold.engine.session.SessionKey;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a command say of where it comes from, and the envelope that follows from them.
 *
 * @param idempotencyKey null if there is none: then every request is its own
 * @param producerId who writes: what a gateway calls itself, else the caller's user
 */
record CommandOrigin(
        Caller caller,
        @Nullable String idempotencyKey,
        String producerId,
        @Nullable String traceparent) {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String PRODUCER = "Sessionfold-Producer";

    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7E]{1,255}");
    private static final Pattern PRODUCER_ID = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** Reads the headers; a wrong one ends the request. */
    static CommandOrigin of(Caller caller, Context context) {
        String traceparent = context.header("traceparent");
        return new CommandOrigin(
                caller,
                idempotencyKey(context),
                producerId(caller, context),
                traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : null);
    }

    /** The id of the command's event: of a repeat with the same key the same. */
    String eventId(String operation, String... subject) {
        if (idempotencyKey == null) {
            return UUID.randomUUID().toString();
        }
        String what = EventIds.derived(subject);
        return EventIds.derived(caller.tenantId(), caller.userId(), operation, what, idempotencyKey);
    }

    /** The event of a command. */
    LifecycleEvent event(
            String eventId, SessionKey key, @Nullable String sessionId, SpecificRecord payload, InstantSource clock) {
        return new LifecycleEvent(
                eventId,
                key.tenantId(),
                key.sessionKey(),
                sessionId,
                producerId,
                null,
                null,
                clock.instant(),
                null,
                EventSource.API,
                traceparent,
                payload);
    }

    private static @Nullable String idempotencyKey(Context context) {
        List<String> given = Collections.list(context.req().getHeaders(IDEMPOTENCY_KEY));
        if (given.isEmpty()) {
            return null;
        }
        String key = given.get(0).strip();
        if (given.size() > 1 || !KEY.matcher(key).matches()) {
            throw new ProblemException(CommandProblems.invalidIdempotencyKey());
        }
        return key;
    }

    /** Runs are found again by their producer: whoever sees the whole tenant alone may say which that is (INV-35). */
    private static String producerId(Caller caller, Context context) {
        String claimed = Optional.ofNullable(context.header(PRODUCER)).orElse(caller.userId());
        if (claimed.equals(caller.userId())) {
            return claimed;
        }
        if (caller.scope() != Scope.TENANT) {
            throw new ProblemException(
                    Problem.forbidden(PRODUCER + " may be said by a caller alone whose scope is the tenant"));
        }
        if (!PRODUCER_ID.matcher(claimed).matches()) {
            throw new ProblemException(Problem.invalidRequest("Expected " + PRODUCER
                    + " to have 1 to 128 printable ASCII characters, but it was '" + claimed + "'"));
        }
        return claimed;
    }
}
