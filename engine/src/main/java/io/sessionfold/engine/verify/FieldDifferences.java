package io.sessionfold.engine.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.json.RecordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Which fields of two records of one type differ, in words. */
final class FieldDifferences {

    /** More say no more. */
    private static final int FIELDS_MAX = 8;

    /** What is shown of a value, in characters. */
    private static final int VALUE_CHARS_MAX = 200;

    private FieldDifferences() {}

    /** The fields of the first, as {@code name value, …}; and those of the second, in the same order. */
    record Sides(String expected, String actual) {}

    static Sides between(SpecificRecord expected, SpecificRecord actual) {
        ObjectNode left = RecordJson.toJson(expected);
        ObjectNode right = RecordJson.toJson(actual);
        List<String> of = new ArrayList<>();
        List<String> to = new ArrayList<>();
        int more = 0;
        for (Schema.Field field : expected.getSchema().getFields()) {
            if (Objects.equals(left.get(field.name()), right.get(field.name()))) {
                continue;
            }
            if (of.size() == FIELDS_MAX) {
                more++;
                continue;
            }
            of.add(field.name() + " " + cut(left.get(field.name())));
            to.add(field.name() + " " + cut(right.get(field.name())));
        }
        String rest = more == 0 ? "" : " and " + more + " more";
        return new Sides(String.join(", ", of) + rest, String.join(", ", to) + rest);
    }

    /** The same for two JSON objects. */
    static Sides between(ObjectNode expected, ObjectNode actual) {
        List<String> of = new ArrayList<>();
        List<String> to = new ArrayList<>();
        for (Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> field : expected.properties()) {
            if (!field.getValue().equals(actual.get(field.getKey())) && of.size() < FIELDS_MAX) {
                of.add(field.getKey() + " " + cut(field.getValue()));
                to.add(field.getKey() + " " + cut(actual.get(field.getKey())));
            }
        }
        return new Sides(String.join(", ", of), String.join(", ", to));
    }

    static String cut(Object value) {
        String text = String.valueOf(value);
        return text.length() <= VALUE_CHARS_MAX ? text : text.substring(0, VALUE_CHARS_MAX) + "…";
    }
}
