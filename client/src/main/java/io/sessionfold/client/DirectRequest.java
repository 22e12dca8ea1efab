package io.sessionfold.client;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for a session itself, e.g. {@code GET stream/frames} of {@code desk-7}: at the session's own address the path
 * stands behind its base URL, at the control plane behind {@code /v1/sessions/{key}}.
 */
public final class DirectRequest {

    /** Credentials are the router's to put in, and take out. */
    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "cookie");

    private final String method;
    private final String sessionKey;
    private final String path;
    private final @Nullable String query;
    private final Map<String, String> headers;
    private final @Nullable Body body;

    private DirectRequest(
            String method,
            String sessionKey,
            String path,
            @Nullable String query,
            Map<String, String> headers,
            @Nullable Body body) {
        this.method = method;
        this.sessionKey = sessionKey;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    /**
     * A request without a body.
     *
     * @param path of the session, percent-encoded, without a slash at its beginning
     * @throws IllegalArgumentException if the path has steps up or nowhere, or is none
     */
    public static DirectRequest of(String method, String sessionKey, String path) {
        return new DirectRequest(
                method.toUpperCase(Locale.ROOT), sessionKey, SessionPath.require(path), null, Map.of(), null);
    }

    public static DirectRequest get(String sessionKey, String path) {
        return of("GET", sessionKey, path);
    }

    public static DirectRequest post(String sessionKey, String path, String mediaType, byte[] body) {
        DirectRequest post = of("POST", sessionKey, path).with("Content-Type", mediaType);
        return new DirectRequest("POST", sessionKey, post.path, null, post.headers, new Body(body.clone()));
    }

    /** With a query, percent-encoded, without its question mark. */
    public DirectRequest query(String text) {
        return new DirectRequest(method, sessionKey, path, text, headers, body);
    }

    /** With a header; one that carries credentials is an {@link IllegalArgumentException}. */
    public DirectRequest with(String header, String value) {
        if (CREDENTIALS.contains(header.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("Expected no credentials among the headers, but there was " + header);
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new DirectRequest(method, sessionKey, path, query, Map.copyOf(more), body);
    }

    public String method() {
        return method;
    }

    public String sessionKey() {
        return sessionKey;
    }

    public String path() {
        return path;
    }

    Map<String, String> headers() {
        return headers;
    }

    @Nullable
    Body body() {
        return body;
    }

    /** Path and query behind a base. */
    String target(String base) {
        return base + '/' + path + (query == null ? "" : '?' + query);
    }
}
