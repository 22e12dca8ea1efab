package io.sessionfold.engine.http;

import java.util.Map;

/** The headers that every answer carries, so that a browser never keeps, guesses at, embeds or leaks one. */
final class SecurityHeaders {

    /** Nothing that is answered is a page: it may load nothing and stand in no frame. */
    private static final String POLICY =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final Map<String, String> PLAIN = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Cache-Control", "no-store",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", POLICY,
            "X-Frame-Options", "DENY",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

    private SecurityHeaders() {}

    /** Their names and values. No Access-Control-… among them: no page of another origin reads an answer. */
    static Map<String, String> all() {
        return PLAIN;
    }
}
