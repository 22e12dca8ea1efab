package io.sessionfold.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A JSON scalar reader: one JSON value as a text, symbol, number, flag, time or bytes. */
final class JsonScalarReader {
    /** The times that ISO-8601 writes with four digits of year; all of them fit into Avro's microseconds. */
    private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999999Z");

    private JsonScalarReader() {}

    static JsonNode emptyObject() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String symbol(Schema schema, JsonNode json, String path) {
        if (!json.isTextual() || !schema.hasEnumSymbol(json.textValue())) {
            throw new JsonFormatException(path, expectation(schema), shown(json));
        }
        return json.textValue();
    }

    static Object value(Schema schema, JsonNode json, String path) {
        Object value = switch (schema.getType()) {
            case STRING -> json.textValue();
            case BOOLEAN -> json.isBoolean() ? json.booleanValue() : null;
            case INT -> json.isIntegralNumber() && json.canConvertToInt() ? json.intValue() : null;
            case LONG -> schema.getLogicalType() == null ? number(json) : time(schema.getLogicalType(), json);
            case BYTES -> bytes(json);
            default ->
                throw new IllegalStateException(
                        "Expected the contract to have no " + schema.getType() + ", but '" + path + "' is one");
        };
        if (value == null) {
            throw new JsonFormatException(path, expectation(schema), shown(json));
        }
        return value;
    }

    /** What a value of this schema is, in words that fit behind "to be". */
    static String expectation(Schema schema) {
        Schema present = Payloads.present(schema);
        return switch (present.getType()) {
            case STRING -> "a text";
            case BOOLEAN -> "true or false";
            case INT -> "a whole number of 32 bits";
            case LONG ->
                present.getLogicalType() == null
                        ? "a whole number of 64 bits"
                        : "an ISO-8601 time such as 2026-11-20T10:00:00Z";
            case BYTES -> "bytes in hex";
            case ENUM -> "one of " + present.getEnumSymbols();
            case ARRAY -> "a list";
            default -> "an object";
        };
    }

    static String shown(JsonNode json) {
        return json.isMissingNode() ? "absent" : json.toString();
    }

    private static @Nullable Object number(JsonNode json) {
        return json.isIntegralNumber() && json.canConvertToLong() ? json.longValue() : null;
    }

    /** A time, cut to the precision of its field. */
    private static @Nullable Instant time(LogicalType precision, JsonNode json) {
        if (!json.isTextual()) {
            return null;
        }
        ChronoUnit unit = precision instanceof LogicalTypes.TimestampMicros ? ChronoUnit.MICROS : ChronoUnit.MILLIS;
        try {
            Instant time = Instant.parse(json.textValue()).truncatedTo(unit);
            return time.isBefore(FIRST_TIME) || time.isAfter(LAST_TIME) ? null : time;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable ByteBuffer bytes(JsonNode json) {
        if (!json.isTextual()) {
            return null;
        }
        try {
            return ByteBuffer.wrap(HexFormat.of().parseHex(json.textValue()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
