package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of a session's history, and what it did.
 *
 * @param eventType null, like the other fields of the event, where the record is no event of this session or is not in the
 *     log any more
 * @param outcome in one word: whether the row changed, or the event was refused, held or parked, or why it is not known; the
 *     server's document has the words, and a newer server may have more
 * @param changes the rows that it published, in order
 * @param refusal null if it was not refused
 */
public record Transition(
        Position position,
        Instant recordTime,
        @Nullable String eventType,
        @Nullable String eventId,
        @Nullable String producerId,
        @Nullable String runId,
        @Nullable Instant eventTime,
        String outcome,
        List<RowChange> changes,
        @Nullable EventRefusal refusal) {

    public Transition {
        changes = List.copyOf(changes);
    }

    static Transition of(JsonNode json) {
        JsonNode event = json.path("event");
        List<RowChange> changes = new ArrayList<>();
        json.path("changes").forEach(change -> changes.add(RowChange.of(change)));
        return new Transition(
                ContractJson.read(Position.class, json.path("position")),
                Instant.parse(json.path("recordTime").asText()),
                event.path("type").textValue(),
                event.path("eventId").textValue(),
                event.path("producerId").textValue(),
                event.path("runId").textValue(),
                event.path("eventTime").isTextual()
                        ? Instant.parse(event.path("eventTime").asText())
                        : null,
                json.path("outcome").asText(),
                changes,
                json.path("refusal").isObject() ? EventRefusal.of(json.path("refusal")) : null);
    }
}
