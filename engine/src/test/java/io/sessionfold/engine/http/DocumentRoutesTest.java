package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The served OpenAPI document against what the server really answers. */
class DocumentRoutesTest {

    /** Between instances alone; described nowhere, because nobody else may ask it. */
    private static final String INTERNAL = "/internal/";

    private final TestServer server = new TestServer("acme");

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyRouteIsDocumentedAndEveryDocumentedRouteIsThere() throws Exception {
        Set<String> documented = new TreeSet<>();
        openApi()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> documented.add(method.toUpperCase(Locale.ROOT) + ' ' + path.getKey())));

        assertThat(server.registered())
                .filteredOn(route -> !route.contains(INTERNAL) && !route.startsWith("HEAD"))
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void everyParameterOfAPathIsDescribed() throws Exception {
        JsonNode document = openApi();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().forEach(operation -> {
                    List<String> described = new ArrayList<>();
                    operation.path("parameters").forEach(parameter -> {
                        JsonNode known = parameter.has("$ref")
                                ? document.at(parameter.get("$ref").textValue().substring(1))
                                : parameter;
                        if (known.path("in").asText().equals("path")) {
                            described.add('{' + known.path("name").asText() + '}');
                        }
                    });
                    assertThat(Arrays.stream(path.getKey().split("/")).filter(segment -> segment.startsWith("{")))
                            .as(path.getKey())
                            .containsExactlyInAnyOrderElementsOf(described);
                }));
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        for (JsonNode document : List.of(openApi(), TestServer.json(server.get("/v1/asyncapi.json")))) {
            for (JsonNode reference : document.findValues("$ref")) {
                if (reference.isTextual()) {
                    assertThat(document.at(reference.textValue().substring(1)).isMissingNode())
                            .as(reference.textValue())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void everyOperationHasANameOfItsOwn() throws Exception {
        assertThat(openApi().findValuesAsText("operationId"))
                .doesNotHaveDuplicates()
                .hasSameSizeAs(openApi().findValues("responses").stream()
                        .filter(JsonNode::isObject)
                        .filter(node -> node.has("200") || node.has("202") || node.has("207"))
                        .toList());
    }

    @Test
    void theDocumentsAreOpenToEverybody() throws Exception {
        try (TestServer closed = new TestServer(null)) {
            assertThat(closed.get("/v1/openapi.json").statusCode()).isEqualTo(200);
            assertThat(closed.get("/v1/asyncapi.json").statusCode()).isEqualTo(200);
        }
    }

    private JsonNode openApi() throws Exception {
        return TestServer.json(server.get("/v1/openapi.json"));
    }
}
