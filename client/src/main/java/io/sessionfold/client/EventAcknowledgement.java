package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one event of a batch: a place in the log, or a problem.
 *
 * @param position the token of its place; null if it was not taken
 * @param problem why it was not taken; null if it was
 */
public record EventAcknowledgement(
        @Nullable String position, @Nullable Problem problem) {

    public boolean isTaken() {
        return position != null;
    }

    static List<EventAcknowledgement> of(Answer answer) {
        JsonNode json = answer.json();
        JsonNode results = json.isArray() ? json : json.path("results");
        List<EventAcknowledgement> acknowledgements = new ArrayList<>();
        if (results.isArray()) {
            results.forEach(result -> acknowledgements.add(of(result)));
        } else {
            acknowledgements.add(of(json));
        }
        return List.copyOf(acknowledgements);
    }

    private static EventAcknowledgement of(JsonNode result) {
        if (result.path("position").isTextual()) {
            return new EventAcknowledgement(result.path("position").asText(), null);
        }
        JsonNode problem = result.path("problem").isObject() ? result.path("problem") : result;
        return new EventAcknowledgement(null, Problem.of(problem.path("status").asInt(0), problem, null));
    }
}
