package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Why an event was refused.
 *
 * @param reason such as {@code GUARD_HIT}; a newer server may have more
 * @param relatedRunId the run that was in the way
 * @param firstDecision what was decided when the same event came first; null if it is no duplicate
 */
public record EventRefusal(
        String reason,
        String detail,
        @Nullable String runId,
        @Nullable String relatedRunId,
        @Nullable String firstDecision) {

    static EventRefusal of(JsonNode json) {
        return new EventRefusal(
                json.path("reason").asText(),
                json.path("detail").asText(),
                json.path("runId").textValue(),
                json.path("relatedRunId").textValue(),
                json.path("firstDecision").textValue());
    }
}
