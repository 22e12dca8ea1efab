package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as the server tells of it.
 *
 * @param status of its outcome, e.g. {@code done}; while there is none its state, e.g. {@code RUNNING}
 * @param live whether it is active, and showed a sign of life in time
 * @param outcome the outcome as JSON, e.g. with {@code replyRef}; null while there is none
 * @param json everything that was answered
 */
public record RunSnapshot(
        String runId, String status, boolean live, @Nullable JsonNode outcome, JsonNode json) {

    /** The state of a run whose outcome is not remembered any more. */
    private static final String ENDED = "ENDED";

    /** Whether nothing can follow. */
    public boolean hasEnded() {
        return outcome != null || status.equals(ENDED);
    }

    /** A text that the answer carries, e.g. {@code producerId}. */
    public Optional<String> text(String field) {
        JsonNode value = json.get(field);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    static RunSnapshot of(Answer answer) {
        JsonNode json = answer.json();
        if (!json.path("runId").isTextual()) {
            throw new UnexpectedAnswerException("Expected a run, but there was none", null);
        }
        JsonNode outcome = json.path("outcome");
        return new RunSnapshot(
                json.path("runId").asText(),
                outcome.isObject()
                        ? outcome.path("status").asText("")
                        : json.path("state").asText(""),
                json.path("live").asBoolean(false),
                outcome.isObject() ? outcome : null,
                json);
    }
}
