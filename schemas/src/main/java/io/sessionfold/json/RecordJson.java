package io.sessionfold.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.specific.SpecificRecord;

/**
 * Record JSON: any record of the contract as one JSON object with the schema's field names. Times are ISO-8601, enums
 * their symbols, bytes lower-case hex; an absent field is written as null, and may be null or left out when read. Where a
 * record holds one of several payloads, {@code type} names it. Thread-safe.
 */
public final class RecordJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RecordJson() {}

    /** The record as a JSON object, its fields in the schema's order. */
    public static ObjectNode toJson(SpecificRecord record) {
        return JsonFieldWriter.object(record);
    }

    /** The record as one line of JSON. */
    public static String write(SpecificRecord record) {
        try {
            return MAPPER.writeValueAsString(toJson(record));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a JSON tree to be printable", e);
        }
    }

    /**
     * The record that a JSON object stands for.
     *
     * @throws JsonFormatException if it does not stand for one
     */
    public static <T extends SpecificRecord> T fromJson(Class<T> type, JsonNode json) {
        return new JsonFieldReader(type).record(type, json);
    }

    /**
     * The record that a text stands for.
     *
     * @throws JsonFormatException if the text is not JSON, or does not stand for such a record
     */
    public static <T extends SpecificRecord> T read(Class<T> type, String text) {
        return fromJson(type, parse(text));
    }

    /**
     * A text as a JSON tree, with duplicate fields refused.
     *
     * @throws JsonFormatException if the text is not exactly one JSON value
     */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new JsonFormatException("", "JSON", "not: " + e.getOriginalMessage());
        }
    }
}
