package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are small for who sends them, and meant to be large for who takes them. */
class HostileRequestsTest {

    private static final int PATIENCE_MS = 60_000;
    private static final int BOMB_BYTES = 100 << 20;
    private static final int FLOOD_BYTES = 4 << 20;

    private static final String CHUNKED =
            "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final TestServer server = new TestServer("acme");

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events", "/v1/sessions", "/v1/sessions/chat-1/runs"})
    void aBodyThatWouldGrowIsNotUnpacked(String path) throws Exception {
        HttpResponse<String> answer = zipped(path, bomb());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
        assertThat(TestServer.json(answer).get("code").textValue()).isEqualTo("unsupported_media_type");
        assertThat(TestServer.json(answer).get("detail").textValue())
                .isEqualTo("Expected a body without a Content-Encoding, but it was 'gzip'");
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsSentAsItIsMaySaySo() throws Exception {
        HttpResponse<String> answer =
                server.json("POST", "/v1/sessions", "{}", "Content-Encoding", "Identity", "Idempotency-Key", "k-1");

        assertThat(answer.statusCode()).as(answer.body()).isNotEqualTo(415);
    }

    @Test
    void moreHeadersThanAHeadHoldsAreRefused() throws Exception {
        String many = "a:b\r\n".repeat(Listener.HEAD_BYTES_MAX / 5 + 1);

        assertThat(flood("GET /health HTTP/1.1\r\nHost: localhost\r\n" + many + "\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void trailersWithoutEndAreCut() throws Exception {
        String trailers = ("X: " + "x".repeat(1_000) + "\r\n").repeat(FLOOD_BYTES / 1_000);

        assertThat(flood(CHUNKED + "2\r\n{}\r\n0\r\n" + trailers)).doesNotStartWith("HTTP/1.1 2");
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void chunksThatSayMoreOfThemselvesThanTheyHoldAreCut() throws Exception {
        assertThat(flood(CHUNKED + "2;x=" + "x".repeat(FLOOD_BYTES))).doesNotStartWith("HTTP/1.1 2");
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }

    /** A hundred thousand bytes that are a hundred million. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int written = 0; written < BOMB_BYTES; written += spaces.length) {
                zip.write(spaces);
            }
        }
        return packed.toByteArray();
    }

    private HttpResponse<String> zipped(String path, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .header("Idempotency-Key", "k-1")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Everything that is answered before the server closes; nothing if it cuts while there is still more to come. */
    private String flood(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(PATIENCE_MS);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException cut) {
            return "";
        }
    }
}
