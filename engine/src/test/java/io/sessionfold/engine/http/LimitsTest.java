package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.access.Role;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LimitsTest {

    private static final String POST =
            "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private static final Map<String, String> SMALL =
            Map.of("http.tenant", "acme", "http.body.bytes.max", "1024", "http.request.timeout.ms", "200");

    @Test
    void aTenantThatAsksTooMuchWaitsAndTheOthersDoNot(@TempDir Path folder) throws Exception {
        TestTokens tokens = new TestTokens(folder);
        String acme = tokens.bearer("acme", "ada", Scope.OWN, Role.VIEWER);
        String sameTenant = tokens.bearer("acme", "bob", Scope.OWN, Role.VIEWER);
        String other = tokens.bearer("globex", "ada", Scope.OWN, Role.VIEWER);
        // One in a second, two at once: one of those in a row comes too early.
        try (TestServer server = TestServer.with(tokens.settings("http.rate.requests.per.second", "1"))) {
            HttpResponse<String> refused = server.get("/v1/sessions", "Authorization", acme);
            while (refused.statusCode() == 200) {
                refused = server.get("/v1/sessions", "Authorization", sameTenant);
            }

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(TestServer.json(refused).get("code").textValue()).isEqualTo("rate_limited");
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(server.get("/v1/sessions", "Authorization", other).statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theBytesOfATenantsBodiesCountToo() {
        TenantLimits limits =
                new TenantLimits(Settings.of(Map.of("http.rate.bytes.per.second", "1", "http.body.bytes.max", "1024"))
                        .access()
                        .limits());

        limits.count("acme", 1_024);
        assertThat(problem(() -> limits.count("acme", 1_024)).code()).isEqualTo("rate_limited");
        limits.count("acme", 0);
        limits.count("globex", 1_024);
    }

    @Test
    void theEventsOfATenantsBatchesCountBeforeOneIsWritten() throws Exception {
        // One in a second, and as many at once as one request may have.
        String batch = "{}\n".repeat(600);
        try (TestServer server = TestServer.with(Map.of("http.tenant", "acme", "http.rate.events.per.second", "1"))) {
            assertThat(server.body("POST", "/v1/events", MediaTypes.LINES, batch)
                            .statusCode())
                    .isEqualTo(207);

            HttpResponse<String> refused = server.body("POST", "/v1/events", MediaTypes.LINES, batch);

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(TestServer.json(refused).get("code").textValue()).isEqualTo("rate_limited");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(server.get("/v1/sessions").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAnnouncedOrNot() throws Exception {
        try (TestServer server = TestServer.with(SMALL)) {
            assertThat(post(server, "Content-Length: 1024\r\n\r\n" + "x".repeat(1_024)))
                    .startsWith("HTTP/1.1 400")
                    .doesNotContain("body_too_large");
            assertThat(post(server, "Content-Length: 1025\r\n\r\n"))
                    .startsWith("HTTP/1.1 413")
                    .contains("\"code\":\"body_too_large\"");
            assertThat(post(server, "Transfer-Encoding: chunked\r\n\r\n401\r\n" + "x".repeat(1_025) + "\r\n0\r\n\r\n"))
                    .startsWith("HTTP/1.1 413")
                    .contains("\"code\":\"body_too_large\"")
                    .contains("X-Content-Type-Options");
        }
    }

    @Test
    void aHeadThatIsTooLargeIsRefused() throws Exception {
        try (TestServer server = TestServer.with(SMALL)) {
            String long1 = "x".repeat(Listener.HEAD_BYTES_MAX);
            assertThat(server.raw("GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + long1 + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 431")
                    .contains("\"code\":\"headers_too_large\"");
            assertThat(server.raw("GET /health?" + long1 + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .startsWith("HTTP/1.1 414")
                    .contains("\"code\":\"uri_too_long\"");
        }
    }

    @Test
    void aHeadThatNeverEndsIsCutWhileOthersAreServed() throws Exception {
        try (TestServer server = TestServer.with(SMALL);
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            slow.getOutputStream().write(bytes("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: "));
            slow.getOutputStream().flush();

            assertThat(server.get("/health").statusCode()).isEqualTo(200);
            // The idle time-out is 30 s and the patience 200 ms; this returns when the server lets go.
            assertThat(readAll(slow)).isEmpty();
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aBodyThatDripsIsCut() throws Exception {
        try (TestServer server = TestServer.with(SMALL);
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = slow.getOutputStream();
            out.write(bytes(POST + "Content-Length: 1024\r\n\r\n"));
            // The pause between two bytes is the time that the answer does not come.
            slow.setSoTimeout(100);
            String answer = drip(slow);

            assertThat(answer).startsWith("HTTP/1.1 408").contains("\"code\":\"request_timeout\"");
        }
    }

    @Test
    void aChunkThatNeverComesToItsBytesIsCut() throws Exception {
        try (TestServer server = TestServer.with(SMALL);
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            slow.getOutputStream().write(bytes(POST + "Transfer-Encoding: chunked\r\n\r\n2;x="));
            slow.setSoTimeout(100);
            // What is dripped is no part of the body: only the time can end it.
            assertThat(dripUntilCut(slow)).isEmpty();
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
        }
    }

    /** Sends a byte whenever the server has said nothing for a while; gives what it says in the end. */
    private static String drip(Socket slow) throws IOException {
        byte[] answer = new byte[4_096];
        int length = 0;
        while (length == 0) {
            slow.getOutputStream().write('x');
            slow.getOutputStream().flush();
            length = readIfThere(slow, answer);
        }
        return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
    }

    private static String dripUntilCut(Socket slow) throws IOException {
        try {
            return drip(slow);
        } catch (SocketException cut) {
            return "";
        }
    }

    private static int readIfThere(Socket socket, byte[] answer) throws IOException {
        try {
            return socket.getInputStream().read(answer);
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    private static String readAll(Socket socket) throws IOException {
        try (InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String post(TestServer server, String headersAndBody) throws IOException {
        return server.raw(POST + "Connection: close\r\n" + headersAndBody);
    }

    private static Problem problem(Runnable request) {
        try {
            request.run();
        } catch (ProblemException e) {
            return e.problem();
        }
        throw new AssertionError("Expected a problem, but there was none");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
