package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.query.StoredApplications;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ApplicationReadRoutesTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff};
    private static final byte[] SVG =
            "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".getBytes(StandardCharsets.UTF_8);

    private final TestServer server = new TestServer("acme");

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anApplicationIsItsRowWithItsManifest() throws Exception {
        keep("acme", "notebook", PNG, "image/png");

        HttpResponse<String> answer = server.get("/v1/applications/notebook");
        JsonNode row = TestServer.json(answer);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(row.get("applicationId").textValue()).isEqualTo("notebook");
        assertThat(row.get("status").textValue()).isEqualTo("INSTALLED");
        assertThat(row.get("manifest").textValue()).isEqualTo("kind: Deployment");
        assertThat(row.get("iconMediaType").textValue()).isEqualTo("image/png");
        assertThat(row.get("icon").isNull()).isTrue();
    }

    @Test
    @DisplayName("INV-38: an application that is another tenant's and one that there is not are the same answer")
    void anotherTenantsApplicationIsNotThere() throws Exception {
        keep("other", "notebook", PNG, "image/png");
        server.stored.with(0, new ApplicationKey("acme", "refused"), null);

        HttpResponse<String> none = server.get("/v1/applications/nothing");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(TestServer.json(none).get("code").textValue()).isEqualTo("application_not_found");
        for (String path : List.of("notebook", "refused", "nothing/icon", "notebook/icon")) {
            assertThat(server.get("/v1/applications/" + path).body()).isEqualTo(none.body());
        }
        assertThat(TestServer.json(server.get("/v1/applications")).get("applications"))
                .isEmpty();
    }

    @Test
    @DisplayName("INV-41: while the stores move, no application is called absent")
    void whileTheStoresMoveNothingIsAbsent() throws Exception {
        server.stored.move();

        for (String path : List.of("", "/notebook", "/notebook/icon")) {
            HttpResponse<String> answer = server.get("/v1/applications" + path);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void aListGoesOnByItsCursor() throws Exception {
        for (int n = 0; n < 5; n++) {
            keep("acme", "app-" + n, null, null);
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = TestServer.json(server.get("/v1/applications?limit=2" + cursor));
            page.get("applications").forEach(row -> {
                seen.add(row.get("applicationId").textValue());
                assertThat(row.get("manifest").isNull()).isTrue();
            });
            cursor = page.get("cursor").isNull()
                    ? null
                    : "&cursor=" + page.get("cursor").textValue();
        } while (cursor != null);

        assertThat(seen).containsExactly("app-0", "app-1", "app-2", "app-3", "app-4");
    }

    @Test
    void aCursorOfAnotherListIsRefused() throws Exception {
        for (int n = 0; n < 2; n++) {
            keep("acme", "app-" + n, null, null);
            keep("other", "app-" + n, null, null);
        }
        String ours = cursor(server);
        try (TestServer theirs = new TestServer("other")) {
            theirs.stored
                    .with(0, new ApplicationKey("other", "a"), StoredApplications.installed("A", null, null))
                    .with(0, new ApplicationKey("other", "b"), StoredApplications.installed("B", null, null));
            assertThat(server.get("/v1/applications?cursor=" + cursor(theirs)).statusCode())
                    .isEqualTo(400);
        }
        assertThat(server.get("/v1/applications?cursor=" + ours).statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/sessions?cursor=" + ours).statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/applications?cursor=nonsense").statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/applications?limit=100000").statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/applications?tenant=other").statusCode()).isEqualTo(400);
    }

    @Test
    void anIconIsThePictureAsItsRowNamesIt() throws Exception {
        keep("acme", "notebook", PNG, "image/png");

        HttpResponse<byte[]> icon = bytes("/v1/applications/notebook/icon");
        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(icon.body()).isEqualTo(PNG);
        assertThat(header(icon, "Content-Type")).isEqualTo("image/png");
        assertThat(header(icon, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(icon, "Content-Disposition")).isEqualTo("inline");
    }

    @Test
    void aPictureWithAScriptRunsNone() throws Exception {
        keep("acme", "drawing", SVG, "image/svg+xml");

        HttpResponse<byte[]> icon = bytes("/v1/applications/drawing/icon");
        assertThat(header(icon, "Content-Type")).isEqualTo("image/svg+xml");
        assertThat(header(icon, "Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("sandbox")
                .doesNotContain("script");
    }

    @Test
    void whatIsNotSaidToBeAPictureIsOnlyDownloaded() throws Exception {
        keep("acme", "unnamed", SVG, null);
        keep("acme", "page", SVG, "text/html");

        for (String id : List.of("unnamed", "page")) {
            HttpResponse<byte[]> icon = bytes("/v1/applications/" + id + "/icon");
            assertThat(header(icon, "Content-Type")).isEqualTo("application/octet-stream");
            assertThat(header(icon, "Content-Disposition")).startsWith("attachment");
        }
    }

    @Test
    void anApplicationWithoutAPictureSaysSo() throws Exception {
        keep("acme", "plain", null, null);

        HttpResponse<String> answer = server.get("/v1/applications/plain/icon");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(TestServer.json(answer).get("code").textValue()).isEqualTo("icon_not_found");
    }

    private void keep(String tenant, String id, byte @Nullable [] icon, @Nullable String mediaType) {
        server.stored.with(
                id.length() % 2,
                new ApplicationKey(tenant, id),
                StoredApplications.installed("Notebook", icon, mediaType));
    }

    private static String cursor(TestServer server) throws Exception {
        return TestServer.json(server.get("/v1/applications?limit=1"))
                .get("cursor")
                .textValue();
    }

    private HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
