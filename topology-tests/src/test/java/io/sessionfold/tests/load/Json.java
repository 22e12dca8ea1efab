package io.sessionfold.tests.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.json.RecordJson;

/** What came over HTTP, as trees that can be compared. */
final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /** The tree of a text; a missing node for what is no JSON. */
    static JsonNode parse(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** A text as JSON. */
    static String quote(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** A row as it looks when it was sent over HTTP. */
    static JsonNode of(SessionRow row) {
        return parse(RecordJson.write(row));
    }
}
