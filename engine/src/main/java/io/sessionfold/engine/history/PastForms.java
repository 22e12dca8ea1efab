package io.sessionfold.engine.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.query.Source;

/** Answers about the past on their way from one instance to another, as JSON: what they show is JSON already. */
public final class PastForms {

    private PastForms() {}

    public static ObjectNode write(PastRow past) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("standing", past.standing().name())
                .put("offset", past.offset())
                .put("oldest", past.oldest());
        json.set("row", past.row());
        json.set("reach", write(past.reach()));
        return json;
    }

    /** Reads a row that came from {@code source}. */
    public static PastRow row(JsonNode json, Source source) {
        return new PastRow(
                PastRow.Standing.valueOf(json.path("standing").asText()),
                json.path("row") instanceof ObjectNode row ? row : null,
                json.path("offset").asLong(),
                json.path("oldest").asLong(),
                reach(json.path("reach")),
                source);
    }

    public static ObjectNode write(HistoryPage page) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("next", page.next()).put("last", page.last());
        json.set("transitions", page.transitions());
        json.set("reach", write(page.reach()));
        return json;
    }

    /** Reads a page that came from {@code source}. */
    public static HistoryPage page(JsonNode json, Source source) {
        return new HistoryPage(
                (ArrayNode) json.path("transitions"),
                json.path("next").asLong(),
                json.path("last").asLong(),
                reach(json.path("reach")),
                source);
    }

    private static ObjectNode write(Reach reach) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("partition", reach.partition())
                .put("from", reach.from())
                .put("to", reach.to());
    }

    private static Reach reach(JsonNode json) {
        return new Reach(
                json.path("partition").asInt(),
                json.path("from").asLong(),
                json.path("to").asLong());
    }
}
