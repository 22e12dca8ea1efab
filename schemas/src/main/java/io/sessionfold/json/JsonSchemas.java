package io.sessionfold.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.avro.Schema;

/**
 * JSON schemas (2020-12) of the records of the contract in the form that {@link RecordJson} writes and reads. They are made
 * of the Avro schemas, so that they cannot say anything else.
 */
public final class JsonSchemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonSchemas() {}

    /** Whose JSON it is. */
    public enum Form {
        /** What the engine writes: every field is there, null where it is absent. */
        WRITTEN,
        /** What the engine reads: a field with a default may be left out. */
        READ
    }

    /**
     * Adds the definition of a record, and of every record and enum in it, under their names.
     *
     * @param definitions where they go; a name that is there already has to mean the same
     * @param prefix where a reference finds them, such as {@code #/components/schemas/}
     * @throws IllegalStateException if a name would mean two things
     */
    public static void define(ObjectNode definitions, String prefix, Schema record, Form form) {
        new Definitions(definitions, prefix, form).reference(record);
    }

    private record Definitions(ObjectNode definitions, String prefix, Form form) {

        ObjectNode reference(Schema named) {
            String name = named.getName();
            ObjectNode definition = named.getType() == Schema.Type.ENUM ? symbols(named) : object(named);
            if (definitions.has(name) && !definitions.get(name).equals(definition)) {
                throw new IllegalStateException("Expected " + name + " to have one JSON schema, but it has two");
            }
            definitions.set(name, definition);
            return NODES.objectNode().put("$ref", prefix + name);
        }

        private ObjectNode object(Schema record) {
            ObjectNode properties = NODES.objectNode();
            ArrayNode required = NODES.arrayNode();
            ObjectNode definition = described(NODES.objectNode().put("type", "object"), record.getDoc());
            for (Schema.Field field : record.getFields()) {
                if (Payloads.isChoice(field.schema())) {
                    choice(field, definition, properties, required);
                } else {
                    boolean mayBeLeftOut = form == Form.READ && field.hasDefaultValue();
                    properties.set(field.name(), described(value(field.schema(), mayBeLeftOut), field.doc()));
                    if (!mayBeLeftOut) {
                        required.add(field.name());
                    }
                }
            }
            definition.set("properties", properties);
            definition.set("required", required);
            return definition.put("additionalProperties", false);
        }

        /** One of several payloads: {@code type} beside it says which. */
        private void choice(Schema.Field field, ObjectNode definition, ObjectNode properties, ArrayNode required) {
            ArrayNode names = NODES.arrayNode();
            ArrayNode rules = NODES.arrayNode();
            for (Schema payload : Payloads.choices(field.schema())) {
                names.add(payload.getName());
                ObjectNode rule = NODES.objectNode();
                rule.putObject("if")
                        .putObject("properties")
                        .putObject(Payloads.TYPE)
                        .put("const", payload.getName());
                rule.putObject("then").putObject("properties").set(field.name(), reference(payload));
                rules.add(rule);
            }
            properties.putObject(Payloads.TYPE).put("type", "string").set("enum", names);
            properties.set(field.name(), described(NODES.objectNode(), field.doc()));
            required.add(Payloads.TYPE);
            if (form == Form.WRITTEN) {
                required.add(field.name());
            }
            definition.set("allOf", rules);
        }

        private ObjectNode value(Schema schema, boolean mayBeLeftOut) {
            ObjectNode present = present(Payloads.present(schema));
            // Null is absent, so what may be left out may be null.
            if (schema.getType() != Schema.Type.UNION && !mayBeLeftOut) {
                return present;
            }
            if (present.has("type")) {
                String type = present.get("type").textValue();
                present.putArray("type").add(type).add("null");
                return present;
            }
            ObjectNode either = NODES.objectNode();
            either.putArray("anyOf").add(present).addObject().put("type", "null");
            return either;
        }

        private ObjectNode present(Schema schema) {
            return switch (schema.getType()) {
                case RECORD, ENUM -> reference(schema);
                case ARRAY -> {
                    ObjectNode list = NODES.objectNode().put("type", "array");
                    list.set("items", present(schema.getElementType()));
                    yield list;
                }
                case MAP -> {
                    ObjectNode map = NODES.objectNode().put("type", "object");
                    map.set("additionalProperties", present(schema.getValueType()));
                    yield map;
                }
                case BOOLEAN -> NODES.objectNode().put("type", "boolean");
                case INT -> NODES.objectNode().put("type", "integer").put("format", "int32");
                case LONG -> number(schema);
                case BYTES -> NODES.objectNode().put("type", "string").put("pattern", "^([0-9a-f]{2})*$");
                default -> NODES.objectNode().put("type", "string");
            };
        }

        private static ObjectNode number(Schema schema) {
            return schema.getLogicalType() == null
                    ? NODES.objectNode().put("type", "integer").put("format", "int64")
                    : NODES.objectNode().put("type", "string").put("format", "date-time");
        }

        private static ObjectNode symbols(Schema schema) {
            ObjectNode symbols = described(NODES.objectNode().put("type", "string"), schema.getDoc());
            ArrayNode names = symbols.putArray("enum");
            List<String> known = schema.getEnumSymbols();
            known.forEach(names::add);
            return symbols;
        }

        private static ObjectNode described(ObjectNode schema, String text) {
            // Beside a reference too: JSON Schema 2020-12 allows it.
            return text == null ? schema : schema.put("description", text);
        }
    }
}
