package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sessionfold.json.JsonFormatException;
import io.sessionfold.json.RecordJson;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads records of the contract that a newer server wrote: fields that this client does not know are left out, and unknown
 * symbols become the schema's own default, UNKNOWN.
 */
final class ContractJson {

    private ContractJson() {}

    /** @throws UnexpectedAnswerException if it is no such record even so */
    static <T extends SpecificRecord> T read(Class<T> type, JsonNode json) {
        Schema schema = SpecificData.getForClass(type).getSchema(type);
        try {
            return RecordJson.fromJson(type, known(schema, json));
        } catch (JsonFormatException e) {
            throw new UnexpectedAnswerException(
                    "Expected a " + type.getSimpleName() + " in the answer, but there was none: " + e.getMessage(), e);
        }
    }

    private static JsonNode known(Schema schema, JsonNode json) {
        return switch (schema.getType()) {
            case RECORD -> json instanceof ObjectNode object ? fields(schema, object) : json;
            case UNION -> json.isNull() ? json : known(present(schema), json);
            case ENUM -> symbol(schema, json);
            case ARRAY -> json instanceof ArrayNode list ? items(schema, list) : json;
            default -> json;
        };
    }

    private static ObjectNode fields(Schema record, ObjectNode json) {
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        record.getFields().forEach(field -> {
            JsonNode value = json.get(field.name());
            if (value != null) {
                known.set(field.name(), known(field.schema(), value));
            }
        });
        return known;
    }

    private static ArrayNode items(Schema array, ArrayNode json) {
        ArrayNode known = JsonNodeFactory.instance.arrayNode();
        json.forEach(item -> known.add(known(array.getElementType(), item)));
        return known;
    }

    private static JsonNode symbol(Schema schema, JsonNode json) {
        boolean isStrange = json.isTextual() && !schema.hasEnumSymbol(json.textValue());
        return isStrange && schema.getEnumDefault() != null ? TextNode.valueOf(schema.getEnumDefault()) : json;
    }

    private static Schema present(Schema union) {
        return union.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .findFirst()
                .orElse(union);
    }
}
