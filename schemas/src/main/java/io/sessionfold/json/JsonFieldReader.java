package io.sessionfold.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sessionfold.wire.ContractClasses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A JSON field reader: JSON nodes as the values of a record, each checked against its schema. */
final class JsonFieldReader {
    private final SpecificData model;

    JsonFieldReader(Class<?> type) {
        ContractClasses.trust();
        this.model = SpecificData.getForClass(type);
    }

    <T extends SpecificRecord> T record(Class<T> type, JsonNode json) {
        return type.cast(record(model.getSchema(type), json, ""));
    }

    private IndexedRecord record(Schema schema, JsonNode json, String path) {
        expect(json.isObject(), "an object", json, path);
        json.fieldNames().forEachRemaining(name -> expectKnown(schema, name, path));
        IndexedRecord record = (IndexedRecord) model.newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), field(field, json, path));
        }
        return record;
    }

    private @Nullable Object field(Schema.Field field, JsonNode holder, String path) {
        JsonNode json = holder.path(field.name());
        String fieldPath = inside(path, field.name());
        if (Payloads.isChoice(field.schema())) {
            Schema chosen = choice(field.schema(), holder.path(Payloads.TYPE), inside(path, Payloads.TYPE));
            // A payload whose fields may all be left out may be left out itself.
            return record(chosen, isAbsent(json) ? JsonScalarReader.emptyObject() : json, fieldPath);
        }
        if (!isAbsent(json)) {
            return value(Payloads.present(field.schema()), json, fieldPath);
        }
        if (!field.hasDefaultValue()) {
            throw new JsonFormatException(fieldPath, JsonScalarReader.expectation(field.schema()), "absent");
        }
        return model.deepCopy(field.schema(), model.getDefaultValue(field));
    }

    private Object value(Schema schema, JsonNode json, String path) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, json, path);
            case ARRAY -> list(schema.getElementType(), json, path);
            case MAP -> map(schema.getValueType(), json, path);
            case ENUM -> model.createEnum(JsonScalarReader.symbol(schema, json, path), schema);
            default -> JsonScalarReader.value(schema, json, path);
        };
    }

    private List<Object> list(Schema element, JsonNode json, String path) {
        expect(json.isArray(), "a list", json, path);
        List<Object> values = new ArrayList<>(json.size());
        for (int index = 0; index < json.size(); index++) {
            values.add(value(element, json.get(index), path + "[" + index + "]"));
        }
        return values;
    }

    private Map<String, Object> map(Schema held, JsonNode json, String path) {
        expect(json.isObject(), "an object", json, path);
        Map<String, Object> values = new LinkedHashMap<>();
        json.properties()
                .forEach(entry ->
                        values.put(entry.getKey(), value(held, entry.getValue(), inside(path, entry.getKey()))));
        return values;
    }

    private static Schema choice(Schema union, JsonNode type, String path) {
        List<Schema> choices = Payloads.choices(union);
        Optional<Schema> chosen = choices.stream()
                .filter(choice -> type.isTextual() && choice.getName().equals(type.textValue()))
                .findFirst();
        return chosen.orElseThrow(() -> new JsonFormatException(
                path, "one of " + choices.stream().map(Schema::getName).toList(), JsonScalarReader.shown(type)));
    }

    private static void expectKnown(Schema schema, String name, String path) {
        if (schema.getField(name) == null && !(name.equals(Payloads.TYPE) && Payloads.hasChoice(schema))) {
            List<String> known =
                    schema.getFields().stream().map(Schema.Field::name).toList();
            throw new JsonFormatException(
                    inside(path, name), "a field of " + schema.getName() + " " + known, "an unknown field");
        }
    }

    private static void expect(boolean holds, String expected, JsonNode json, String path) {
        if (!holds) {
            throw new JsonFormatException(path, expected, JsonScalarReader.shown(json));
        }
    }

    private static boolean isAbsent(JsonNode json) {
        return json instanceof MissingNode || json.isNull();
    }

    private static String inside(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
