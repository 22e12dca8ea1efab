package io.sessionfold.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.json.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The hand-written part of a document, as it lies on the class path. */
final class Documents {

    private Documents() {}

    static ObjectNode written(String name) {
        try (InputStream in = Documents.class.getResourceAsStream("/document/" + name)) {
            JsonNode json = RecordJson.parse(
                    new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8));
            return (ObjectNode) json;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the document " + name + " to be readable", e);
        }
    }
}
