package io.sessionfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the Java client never asks, and other languages' clients and people with curl do. */
@Timeout(60)
class RegistryPathsTest {
    private static final String STRING_SCHEMA = "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private RegistryEndpoint registry;

    @BeforeEach
    void start() {
        registry = RegistryEndpoint.start(folder, 0);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void theFixedAnswersAreThere() throws Exception {
        assertThat(get("/").body()).isEqualTo("{}");
        assertThat(get("/schemas/types").body()).isEqualTo("[\"AVRO\"]");
        assertThat(get("/mode").body()).isEqualTo("{\"mode\":\"READWRITE\"}");
        assertThat(get("/subjects").body()).isEqualTo("[]");
        assertThat(get("/subjects").headers().firstValue("Content-Type"))
                .hasValue("application/vnd.schemaregistry.v1+json");
    }

    @Test
    void aSchemaThatIsNotAvroIsRefused() throws Exception {
        assertRefused(42201, post("/subjects/s/versions", "{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}"));
        assertRefused(42201, post("/subjects/s/versions", "{\"schema\":\"\"}"));
        assertRefused(42201, post("/subjects/s/versions", "{}"));
        assertRefused(42201, post("/subjects/s/versions", "{\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"}"));
        assertRefused(
                42201,
                post(
                        "/subjects/s/versions",
                        "{\"schema\":\"\\\"string\\\"\",\"references\":[{\"name\":\"n\",\"subject\":\"o\",\"version\":1}]}"));
        assertThat(get("/subjects").body()).isEqualTo("[]");
    }

    @Test
    void aBodyThatIsNotJsonIsRefused() throws Exception {
        assertRefused(400, post("/subjects/s/versions", "{"));
    }

    @Test
    void theLatestVersionIsFoundByThatWord() throws Exception {
        post("/subjects/s/versions", STRING_SCHEMA);

        assertThat(get("/subjects/s/versions/latest").body()).contains("\"version\":1", "\"id\":1");
        assertRefused(42202, get("/subjects/s/versions/newest"));
        assertThat(post("/compatibility/subjects/s/versions/latest", STRING_SCHEMA)
                        .body())
                .contains("\"is_compatible\":true");
        assertThat(post("/compatibility/subjects/s/versions/1", "{\"schema\":\"\\\"int\\\"\"}")
                        .body())
                .contains("\"is_compatible\":false");
    }

    @Test
    void anIdKnowsItsPlaces() throws Exception {
        post("/subjects/s/versions", STRING_SCHEMA);
        post("/subjects/archive%2Fs/versions", STRING_SCHEMA);

        assertThat(get("/schemas/ids/1/versions").body())
                .contains("\"subject\":\"s\"", "\"subject\":\"archive/s\"", "\"version\":1");
        assertRefused(40403, get("/schemas/ids/7/versions"));
    }

    @Test
    void aPathThatIsNotTheRegistrysIsRefusedInItsOwnFormat() throws Exception {
        assertRefused(404, get("/topics"));
        assertRefused(404, get("/schemas/ids/seven"));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(registry.url() + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json");
    }

    private static void assertRefused(int errorCode, HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(errorCode > 599 ? errorCode / 100 : errorCode);
        assertThat(response.body()).contains("\"error_code\":" + errorCode, "\"message\":\"");
    }
}
