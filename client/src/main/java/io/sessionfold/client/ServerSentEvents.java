package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.json.JsonFormatException;
import io.sessionfold.json.RecordJson;
import java.util.Optional;

/** Makes changes out of the lines of a stream of server-sent events. Not thread-safe. */
final class ServerSentEvents {

    private String id = "";
    private String name = "";
    private final StringBuilder data = new StringBuilder();

    /** Takes a line; a change if it completes one. Comments, and events of a kind that is not known, are none. */
    Optional<Change> take(String line) {
        if (line.isEmpty()) {
            Optional<Change> change = change();
            name = "";
            data.setLength(0);
            return change;
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (field) {
            case "id" -> id = value;
            case "event" -> name = value;
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            default -> {
                // A comment, which keeps the connection open, or a field that means nothing here.
            }
        }
        return Optional.empty();
    }

    private Optional<Change> change() {
        return switch (name) {
            case "session-changed" -> Optional.of(new Change.Changed(id, ContractJson.read(SessionRow.class, json())));
            case "session-deleted" -> {
                JsonNode json = json();
                yield Optional.of(new Change.Deleted(
                        id,
                        json.path("tenantId").asText(),
                        json.path("sessionKey").asText()));
            }
            case "reset" -> Optional.of(new Change.Reset(id));
            default -> Optional.empty();
        };
    }

    private JsonNode json() {
        try {
            return RecordJson.parse(data.toString());
        } catch (JsonFormatException e) {
            throw new UnexpectedAnswerException("Expected a change as JSON, but it was none: " + e.getMessage(), e);
        }
    }
}
