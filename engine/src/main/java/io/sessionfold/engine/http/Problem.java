package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is an error, as RFC 9457 has it.
 *
 * @param code stable, for programs
 * @param title the same for every problem of a code
 * @param detail what was wrong this time, for people; never a stack trace, never another tenant's data
 * @param retryAfter when it is worth asking again; null if it is not a matter of time
 */
record Problem(
        int status,
        String code,
        String title,
        String detail,
        @Nullable Duration retryAfter) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final Duration SOON = Duration.ofSeconds(2);

    static Problem invalidRequest(String detail) {
        return new Problem(400, "invalid_request", "The request is not valid", detail, null);
    }

    static Problem unauthenticated(String detail) {
        return new Problem(401, "unauthenticated", "The caller is not known", detail, null);
    }

    /** The caller may see it, but not do this. */
    static Problem forbidden(String detail) {
        return new Problem(403, "forbidden", "The caller may not do this", detail, null);
    }

    /** Whoever signs for callers does not answer. */
    static Problem issuerUnavailable() {
        return new Problem(
                503,
                "issuer_unavailable",
                "Callers cannot be recognised now",
                "The keys of the issuer of tokens cannot be had",
                SOON);
    }

    static Problem rateLimited(Duration retryAfter) {
        return new Problem(
                429, "rate_limited", "The tenant asks too much", "The tenant's limit is reached", retryAfter);
    }

    static Problem bodyTooLarge() {
        return new Problem(
                413, "body_too_large", "The body is too large", "The body is larger than http.body.bytes.max", null);
    }

    static Problem requestTimeout() {
        return new Problem(
                408, "request_timeout", "The request took too long", "The request did not arrive in time", null);
    }

    static Problem uriTooLong() {
        return new Problem(414, "uri_too_long", "The URI is too long", "The URI is too long", null);
    }

    static Problem headersTooLarge() {
        return new Problem(431, "headers_too_large", "The headers are too large", "The headers are too large", null);
    }

    /** Absent, another tenant's and not the caller's are the same answer (INV-38). */
    static Problem sessionNotFound() {
        return new Problem(404, "session_not_found", "There is no such session", "There is no such session", null);
    }

    static Problem sessionGone() {
        return new Problem(410, "session_gone", "The session was deleted", "The session was deleted", null);
    }

    /** Whoever is told may see the session as it is now, or as it was later. */
    static Problem noRowThen() {
        return new Problem(
                404,
                "no_row_then",
                "There was no such session then",
                "There was no row of this session at that position or time",
                null);
    }

    static Problem beforeHistory(String first) {
        return new Problem(
                404,
                "before_history",
                "The history does not reach back so far",
                "The history of this session reaches back to " + first,
                null);
    }

    static Problem goneSince(String position) {
        return new Problem(
                410,
                "session_gone",
                "The session was deleted",
                "The session had been deleted then, by the event at " + position,
                null);
    }

    /** @param oldest the event of the oldest row that can still be read; null if it is not known */
    static Problem rowCompacted(@Nullable String oldest) {
        return new Problem(
                410,
                "row_compacted",
                "The row is not kept any more",
                "The topic of the rows has been compacted since"
                        + (oldest == null ? "" : "; the oldest row of this session is of " + oldest)
                        + "; a replay of the events up to there tells it",
                null);
    }

    static Problem applicationNotFound() {
        return new Problem(
                404, "application_not_found", "There is no such application", "There is no such application", null);
    }

    static Problem iconNotFound() {
        return new Problem(404, "icon_not_found", "There is no icon", "The application has no icon", null);
    }

    /** Whoever is told may see them both: names are looked up among one owner's sessions (INV-39). */
    static Problem ambiguousName(List<String> sessionKeys) {
        return new Problem(
                409,
                "ambiguous_name",
                "The name stands for more than one session",
                "More than one session has this name, among them " + String.join(" and ", sessionKeys)
                        + "; ask by session key",
                null);
    }

    static Problem versionNotReached(String detail) {
        return new Problem(412, "version_not_reached", "That state is not in this log", detail, null);
    }

    static Problem notFound() {
        return new Problem(404, "not_found", "There is no such resource", "There is nothing at this path", null);
    }

    static Problem methodNotAllowed(String method) {
        return new Problem(
                405, "method_not_allowed", "The method is not allowed", method + " is not allowed here", null);
    }

    static Problem notReady(String reason, Duration retryAfter) {
        return new Problem(503, "store_not_ready", "The stores cannot answer yet", reason, retryAfter);
    }

    static Problem tooManyStreams(int max) {
        return new Problem(
                503,
                "too_many_streams",
                "Too many streams are open",
                "This instance serves at most " + max + " streams of changes at a time",
                SOON);
    }

    static Problem kafkaUnavailable() {
        return new Problem(503, "kafka_unavailable", "Kafka does not answer", "Kafka does not answer", SOON);
    }

    static Problem internal() {
        return new Problem(
                500, "internal_error", "The engine failed", "The engine failed; its log has the details", null);
    }

    ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("code", code)
                .put("detail", detail);
    }
}
