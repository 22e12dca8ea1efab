package io.sessionfold.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/**
 * The registered form of a schema: without the generator's notes about Java's String, so that a writer in another
 * language finds the schema under the same id.
 */
public final class RegisteredForm {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JAVA_STRING = "avro.java.string";
    private static final String TYPE = "type";

    private RegisteredForm() {}

    /** The same schema with every doc, default and logical type, but no Java. */
    public static Schema of(Schema schema) {
        try {
            JsonNode plain = withoutJava(JSON.readTree(schema.toString()));
            return new Schema.Parser().parse(JSON.writeValueAsString(plain));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected Avro to print " + schema.getFullName() + " as JSON", e);
        }
    }

    private static JsonNode withoutJava(JsonNode node) {
        if (node.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> items.add(withoutJava(item)));
            return items;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(field -> fields.set(field.getKey(), withoutJava(field.getValue())));
        boolean wasJavaString = fields.remove(JAVA_STRING) != null;
        return wasJavaString && fields.size() == 1 && fields.has(TYPE) ? fields.get(TYPE) : fields;
    }
}
