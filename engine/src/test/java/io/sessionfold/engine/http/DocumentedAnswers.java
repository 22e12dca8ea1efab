package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.sessionfold.engine.document.OpenApi;
import io.sessionfold.json.RecordJson;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds every answer that a test gets against the OpenAPI document: its status, its media type, its body. */
final class DocumentedAnswers {

    private static final ObjectNode DOCUMENT = OpenApi.document();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final Map<String, JsonSchema> COMPILED = new ConcurrentHashMap<>();
    private static final int METHOD_NOT_ALLOWED = 405;

    private DocumentedAnswers() {}

    /** Fails if the document does not know this answer. */
    static void check(String method, String path, HttpResponse<String> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        Optional<String> template = template(path.split("\\?", 2)[0]);
        if (template.isEmpty()) {
            mustBe(type.equals(Problem.MEDIA_TYPE), "a problem at a path that is not documented", method, path, answer);
            validate(schema("Problem"), method, path, answer);
            return;
        }
        JsonNode operation = operation(template.get(), method);
        if (operation.isMissingNode()) {
            mustBe(
                    answer.statusCode() == METHOD_NOT_ALLOWED,
                    "405 for a method that is not documented",
                    method,
                    path,
                    answer);
            return;
        }
        JsonNode response = resolved(operation.path("responses").path(Integer.toString(answer.statusCode())));
        mustBe(!response.isMissingNode(), "one of the documented statuses", method, path, answer);
        if (method.equals("HEAD") || !response.has("content")) {
            return;
        }
        JsonNode content = response.path("content").path(type);
        mustBe(!content.isMissingNode(), "one of the documented media types", method, path, answer);
        if (type.endsWith("json")) {
            validate(content.path("schema"), method, path, answer);
        }
    }

    private static Optional<String> template(String path) {
        List<String> segments = Arrays.asList(path.split("/", -1));
        return DOCUMENT.path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(template -> matches(Arrays.asList(template.split("/", -1)), segments))
                // A path without parameters is meant before one with.
                .min((one, other) -> Boolean.compare(one.contains("{"), other.contains("{")));
    }

    private static boolean matches(List<String> template, List<String> path) {
        if (template.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            boolean isParameter =
                    template.get(i).startsWith("{") && !path.get(i).isEmpty();
            if (!isParameter && !template.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode operation(String template, String method) {
        String documented = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        return DOCUMENT.path("paths").path(template).path(documented);
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").textValue().substring(1)) : node;
    }

    private static JsonNode schema(String name) {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private static void validate(JsonNode schema, String method, String path, HttpResponse<String> answer) {
        if (method.equals("HEAD")) {
            return;
        }
        Set<ValidationMessage> wrong = COMPILED.computeIfAbsent(schema.toString(), text -> compiled(schema))
                .validate(RecordJson.parse(answer.body()));
        mustBe(wrong.isEmpty(), "as its schema says " + wrong, method, path, answer);
    }

    private static JsonSchema compiled(JsonNode schema) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.setAll((ObjectNode) schema);
        whole.set("components", DOCUMENT.get("components"));
        return SCHEMAS.getSchema(whole);
    }

    private static void mustBe(boolean holds, String what, String method, String path, HttpResponse<String> answer) {
        if (!holds) {
            throw new AssertionError(
                    "Expected the answer to " + method + ' ' + path + " to be " + what + ", but it was "
                            + answer.statusCode() + ' ' + answer.headers().map() + '\n' + answer.body());
        }
    }
}
