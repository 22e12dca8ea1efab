package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.sessionfold.engine.command.EventIds;
import io.sessionfold.json.JsonFormatException;
import io.sessionfold.json.RecordJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/**
 * The body of a command: one JSON object, or nothing where nothing has to be said. What a path, a header or the door itself
 * says is filled in or forbidden; what is left is a payload of the contract. What is wrong ends the request with a problem
 * that names the field.
 */
final class JsonBody {

    private final ObjectNode fields;
    private final String sent;

    private JsonBody(ObjectNode fields, String sent) {
        this.fields = fields;
        this.sent = sent;
    }

    /** Reads the body of a request. */
    static JsonBody of(Context context) {
        String text = Bodies.text(context);
        if (text.isEmpty()) {
            return new JsonBody(JsonNodeFactory.instance.objectNode(), "{}");
        }
        MediaTypes.require(context, MediaTypes.JSON);
        JsonNode json = parse(text);
        if (!(json instanceof ObjectNode object)) {
            throw new ProblemException(
                    Problem.invalidRequest("Expected the body to be one JSON object, but it was another value"));
        }
        return new JsonBody(object, text);
    }

    /** A text as one JSON value. */
    static JsonNode parse(String text) {
        try {
            return RecordJson.parse(text);
        } catch (JsonFormatException e) {
            throw invalid(e);
        }
    }

    /** Takes a text out of the body; null if it is not there. */
    @Nullable
    String take(String name) {
        JsonNode value = fields.remove(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new ProblemException(
                    Problem.invalidRequest("Expected '" + name + "' to be a text, but it was " + value));
        }
        return value.textValue();
    }

    /** Takes a text out that has to be there. */
    String require(String name) {
        String text = take(name);
        if (text == null) {
            throw new ProblemException(
                    Problem.invalidRequest("Expected '" + name + "' to be a text, but it was absent"));
        }
        return text;
    }

    /** Takes an offset out of the body, 0 or more; null if it is not there. */
    @Nullable
    Long takeOffset(String name) {
        JsonNode value = fields.remove(name);
        return value == null || value.isNull() ? null : offset(name, value);
    }

    /** Takes a list of offsets out of the body; empty if it is not there. */
    List<Long> takeOffsets(String name) {
        JsonNode value = fields.remove(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new ProblemException(
                    Problem.invalidRequest("Expected '" + name + "' to be a list of offsets, but it was " + value));
        }
        List<Long> offsets = new ArrayList<>();
        value.forEach(element -> offsets.add(offset(name, element)));
        return offsets;
    }

    /** Ends the request if something is left that nothing is known of. */
    void mustBeEmpty() {
        if (!fields.isEmpty()) {
            throw new ProblemException(Problem.invalidRequest(
                    "Expected no field '" + fields.fieldNames().next() + "', but it was given"));
        }
    }

    private static long offset(String name, JsonNode value) {
        if (!value.canConvertToExactIntegral() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new ProblemException(Problem.invalidRequest(
                    "Expected '" + name + "' to be an offset of 0 or more, but it was " + value));
        }
        return value.longValue();
    }

    /** Takes an object out as a record; null if it is not there. */
    <T extends SpecificRecord> @Nullable T take(String name, Class<T> type) {
        JsonNode value = fields.remove(name);
        return value == null || value.isNull() ? null : record(type, value);
    }

    /** The text of a field; null if it is not there or no text. */
    @Nullable
    String peek(String name) {
        return fields.path(name).textValue();
    }

    boolean has(String name) {
        return fields.hasNonNull(name);
    }

    /** Says what the body may not. */
    JsonBody set(String name, @Nullable String value) {
        if (fields.has(name)) {
            throw new ProblemException(Problem.invalidRequest(
                    "Expected '" + name + "' to be left out, because it is filled in here, but it was given"));
        }
        fields.put(name, value);
        return this;
    }

    /** Says what the body leaves out. */
    JsonBody fill(String name, JsonNode value) {
        if (!fields.hasNonNull(name)) {
            fields.set(name, value);
        }
        return this;
    }

    JsonBody fill(String name, String value) {
        return fill(name, fields.textNode(value));
    }

    /** The object under a name, made if it is not there; null if something else stands there. */
    @Nullable
    ObjectNode object(String name) {
        if (!fields.hasNonNull(name)) {
            fields.set(name, fields.objectNode());
        }
        return fields.get(name) instanceof ObjectNode object ? object : null;
    }

    /** What is left, as a payload of the contract. */
    <T extends SpecificRecord> T as(Class<T> type) {
        return record(type, fields);
    }

    /** The fingerprint of the body as it was sent: SHA-256 of its RFC 8785 form. */
    String fingerprint() {
        try {
            return EventIds.fingerprint(new JsonCanonicalizer(sent).getEncodedUTF8());
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.invalidRequest("Expected the body to have a canonical form (RFC 8785), but it has none: "
                            + Objects.requireNonNullElse(e.getMessage(), "it cannot be read")));
        }
    }

    private static <T extends SpecificRecord> T record(Class<T> type, JsonNode json) {
        try {
            return RecordJson.fromJson(type, json);
        } catch (JsonFormatException e) {
            throw invalid(e);
        }
    }

    private static ProblemException invalid(JsonFormatException e) {
        return new ProblemException(Problem.invalidRequest(Objects.requireNonNull(e.getMessage(), "message")));
    }
}
