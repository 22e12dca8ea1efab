package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What became of a wish to stop a run.
 *
 * @param aborted whether this stopped it; a run that had ended before stays as it ended (INV-11)
 * @param position the token of the wish's place in the log
 * @param json everything that was answered
 */
public record AbortAnswer(boolean aborted, String position, JsonNode json) {

    static AbortAnswer of(Answer answer) {
        JsonNode json = answer.json();
        boolean isApplied = json.path("decided").asText("").equals("applied");
        return new AbortAnswer(
                json.path("aborted").asBoolean(isApplied),
                json.path("position").asText(answer.header(Answer.POSITION).orElse("")),
                json);
    }
}
