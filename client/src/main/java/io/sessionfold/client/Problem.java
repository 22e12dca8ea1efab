package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server says is wrong, as RFC 9457 has it.
 *
 * @param status of HTTP
 * @param code stable, for programs, e.g. {@code conversation_busy}; empty if the answer had none
 * @param detail for people
 * @param retryAfter when it is worth asking again; null if the server did not say
 * @param members everything else that the problem carries, e.g. {@code eventId}, {@code reason}, {@code runId}
 */
public record Problem(
        int status, String code, String detail, @Nullable Duration retryAfter, JsonNode members) {

    /** A member's text, e.g. the {@code runId} of whoever holds a busy conversation. */
    public Optional<String> member(String name) {
        JsonNode value = members.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    static Problem of(int status, @Nullable JsonNode body, @Nullable Duration retryAfter) {
        JsonNode members = body == null || !body.isObject() ? JsonNodeFactory.instance.objectNode() : body;
        String code = members.path("code").asText("");
        String detail = members.path("detail").asText(members.path("title").asText("HTTP " + status));
        return new Problem(status, code, detail, retryAfter, members);
    }
}
