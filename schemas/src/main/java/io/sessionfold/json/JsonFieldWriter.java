package io.sessionfold.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** A JSON field writer: the values of a record as JSON nodes. */
final class JsonFieldWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonFieldWriter() {}

    static ObjectNode object(IndexedRecord record) {
        ObjectNode object = NODES.objectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (Payloads.isChoice(field.schema())) {
                object.put(
                        Payloads.TYPE,
                        value instanceof IndexedRecord payload
                                ? payload.getSchema().getName()
                                : null);
            }
            object.set(field.name(), node(value));
        }
        return object;
    }

    private static JsonNode node(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof IndexedRecord record) {
            return object(record);
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((name, held) -> object.set(String.valueOf(name), node(held)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(held -> array.add(node(held)));
            return array;
        }
        return scalar(value);
    }

    private static JsonNode scalar(Object value) {
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return NODES.textNode(HexFormat.of().formatHex(copy));
        }
        // Texts, symbols, and times, whose own text is ISO-8601 in UTC.
        return NODES.textNode(value.toString());
    }
}
