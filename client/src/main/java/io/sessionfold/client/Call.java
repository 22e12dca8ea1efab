package io.sessionfold.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as the control plane is to get it, whichever instance that will be.
 *
 * @param target path and query, percent-encoded, from the first slash on
 * @param headers beside the credentials, which each attempt asks for anew
 * @param within how long all attempts together may take
 */
record Call(
        String method,
        String target,
        Map<String, String> headers,
        @Nullable Body body,
        Duration within) {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    Call {
        headers = Map.copyOf(headers);
    }

    static Call get(String target, Duration within) {
        return new Call("GET", target, Map.of("Accept", "application/json"), null, within);
    }

    /** A command that may be repeated, because its key makes it one. */
    static Call post(String target, String idempotencyKey, Body json, Duration within) {
        return post(target, idempotencyKey, "application/json", json, within);
    }

    static Call post(String target, String idempotencyKey, String mediaType, Body body, Duration within) {
        Map<String, String> headers =
                Map.of("Accept", "application/json", "Content-Type", mediaType, IDEMPOTENCY_KEY, idempotencyKey);
        return new Call("POST", target, headers, body, within);
    }

    static Call delete(String target, Duration within) {
        return new Call("DELETE", target, Map.of("Accept", "application/json"), null, within);
    }

    Call with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Call(method, target, more, body, within);
    }

    /** Whether a second attempt can do no harm. DELETE has no key: a repeat of it would say that the session is gone. */
    boolean isRepeatable() {
        return method.equals("GET") || headers.containsKey(IDEMPOTENCY_KEY);
    }
}
