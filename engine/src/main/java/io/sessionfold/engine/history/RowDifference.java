package io.sessionfold.engine.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What changed between two published rows, field by field in the row's order. */
final class RowDifference {

    /** They move with every row, or say what the change itself is. */
    private static final Set<String> MARKS = Set.of(
            "stateVersion",
            "eventType",
            "reason",
            "runId",
            "eventTime",
            "recordTime",
            "position",
            "historyDigest",
            "lastActivityAt");

    private RowDifference() {}

    /** @param before null for the first row: then every field that says something has changed from null */
    static ArrayNode between(@Nullable ObjectNode before, ObjectNode after) {
        ArrayNode fields = JsonNodeFactory.instance.arrayNode();
        after.properties().forEach(field -> {
            JsonNode was = before == null ? JsonNodeFactory.instance.nullNode() : before.path(field.getKey());
            if (!MARKS.contains(field.getKey()) && !field.getValue().equals(was)) {
                ObjectNode change = fields.addObject().put("field", field.getKey());
                change.set("before", was);
                change.set("after", field.getValue());
            }
        });
        return fields;
    }
}
