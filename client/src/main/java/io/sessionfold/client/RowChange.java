package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that an event published.
 *
 * @param fields what is other than in the row before; null where one of the two is not kept any more
 */
public record RowChange(
        long stateVersion,
        @Nullable String reason,
        @Nullable String runId,
        @Nullable List<FieldChange> fields) {

    public RowChange {
        fields = fields == null ? null : List.copyOf(fields);
    }

    /**
     * A field of the row, by its name in JSON.
     *
     * @param before its value, as JSON; JSON's null if it had none
     */
    public record FieldChange(String field, JsonNode before, JsonNode after) {}

    static RowChange of(JsonNode json) {
        List<FieldChange> fields = new ArrayList<>();
        json.path("fields")
                .forEach(field -> fields.add(
                        new FieldChange(field.path("field").asText(), field.path("before"), field.path("after"))));
        return new RowChange(
                json.path("stateVersion").asLong(),
                json.path("reason").textValue(),
                json.path("runId").textValue(),
                json.path("fields").isArray() ? fields : null);
    }
}
