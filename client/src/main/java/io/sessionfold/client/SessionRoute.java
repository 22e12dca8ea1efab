package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/**
 * Where a live session answers by itself.
 *
 * @param routeVersion which of the session's routes it is; a later one has a higher version
 * @param credentialRef names the direct token, and is not one
 */
public record SessionRoute(URI baseUrl, long routeVersion, String credentialRef) {

    static SessionRoute of(Answer answer) {
        JsonNode json = answer.json();
        try {
            return new SessionRoute(
                    Instances.base(URI.create(json.path("baseUrl").asText())),
                    json.required("routeVersion").asLong(),
                    json.path("credentialRef").asText(""));
        } catch (IllegalArgumentException e) {
            throw new UnexpectedAnswerException("Expected a route, but there was none: " + e.getMessage(), e);
        }
    }
}
