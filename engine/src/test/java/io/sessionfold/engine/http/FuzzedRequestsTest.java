package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.query.TestSessions;
import io.sessionfold.engine.session.SessionKey;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that somebody made to do harm. {@code -Dsessionfold.fuzz=N} tries N of them, {@code -Dsessionfold.seed=N} others.
 */
class FuzzedRequestsTest {

    private static final long SEED = Long.getLong("sessionfold.seed", 1);
    private static final int REQUESTS = Integer.getInteger("sessionfold.fuzz", 1_000);
    private static final int MUTATIONS_MAX = 4;
    private static final int PATIENCE_MS = 60_000;

    private static final List<String> REQUESTS_THAT_ARE_FINE = List.of(
            "GET /v1/sessions?owner=ada&limit=10 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /v1/sessions/chat-1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nSessionfold-Min-Position: x\r\n\r\n",
            "GET /v1/sessions/chat-1/history?limit=3&cursor=x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /v1/sessions/chat-1?asOf=2026-11-20T10:00:00Z HTTP/1.1\r\nHost: localhost\r\n\r\n",
            post("/v1/events", "{\"type\":\"RunStarted\",\"sessionKey\":\"chat-1\",\"payload\":{\"runId\":\"r-1\"}}"),
            post("/v1/sessions", "{\"sessionKey\":\"chat-2\",\"kind\":\"chat\"}"),
            post("/v1/sessions/chat-1/runs", "{\"runId\":\"r-1\"}"));

    private static final List<String> NASTY = List.of(
            "\r\n",
            "\0",
            "%00",
            "%ff",
            "..;/",
            "//",
            "\u00ff\u00fe",
            "Transfer-Encoding: chunked\r\n",
            "Content-Length: 99999999999999999999\r\n",
            "Content-Length: -1\r\n",
            "Expect: 100-continue\r\n",
            "Content-Encoding: gzip\r\n",
            "{\"a\":".repeat(2_000),
            "1e999999999",
            "\\ud800");

    private final TestServer server = new TestServer("acme");
    private final Random random = new Random(SEED);

    @BeforeEach
    void aSession() {
        server.stores.with(0, TestSessions.session(new SessionKey("acme", "chat-1"), "ada", 1));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whateverIsDoneToARequestItIsAnsweredOrCutAndNeverAFailureOfTheServer() throws Exception {
        for (int number = 0; number < REQUESTS; number++) {
            String request = REQUESTS_THAT_ARE_FINE.get(random.nextInt(REQUESTS_THAT_ARE_FINE.size()));
            for (int left = 1 + random.nextInt(MUTATIONS_MAX); left > 0; left--) {
                request = mutated(request);
            }
            String answer = ask(request);
            assertThat(answer.isEmpty() || answer.startsWith("HTTP/1."))
                    .as("request %s of seed %s, answered with %s", number, SEED, answer)
                    .isTrue();
            assertThat(answer)
                    .as("request %s of seed %s: %s", number, SEED, request)
                    .doesNotContain("HTTP/1.1 500")
                    .doesNotContain("\tat ");
        }
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events", "/v1/sessions", "/v1/sessions/chat-1/runs"})
    void aBodyThatIsNestedDeeplyIsRefused(String path) throws Exception {
        for (String open : List.of("[", "{\"a\":", "{\"payload\":{\"a\":[")) {
            String answer = ask(post(path, open.repeat(100_000)));

            assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"invalid_request\"");
        }
    }

    private String mutated(String request) {
        int at = random.nextInt(request.length() + 1);
        int to = Math.min(request.length(), at + random.nextInt(20));
        return switch (random.nextInt(5)) {
            case 0 -> request.substring(0, at) + request.substring(to);
            case 1 -> request.substring(0, at) + NASTY.get(random.nextInt(NASTY.size())) + request.substring(at);
            case 2 -> request.substring(0, at) + request.substring(at, to).repeat(3) + request.substring(to);
            case 3 -> request.substring(0, at) + (char) random.nextInt(256) + request.substring(to);
            default -> request.substring(0, Math.min(request.length(), Math.max(1, at)));
        };
    }

    /** Everything that is answered before the server closes, as it has to when nothing more comes. */
    private String ask(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(PATIENCE_MS);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException cut) {
            // Whoever sends nonsense may be cut while he still sends it.
            return "";
        }
    }

    private static String post(String path, String body) {
        return "POST " + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
