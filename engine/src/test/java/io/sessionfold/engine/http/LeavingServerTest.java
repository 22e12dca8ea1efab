package io.sessionfold.engine.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that is about to end. */
final class LeavingServerTest {

    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private final TestServer server = new TestServer("acme");

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void oneThatIsAboutToEndIsNotReadyAndAnswersOn() throws Exception {
        assertThat(server.get("/ready").statusCode()).isEqualTo(200);
        server.leave();

        HttpResponse<String> ready = server.get("/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("This instance is stopping");
        HttpResponse<String> list = server.get("/v1/sessions");
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.headers().firstValue("Connection")).contains("close");
    }

    @Test
    void oneThatEndsLetsNobodyInAndAnswersWhatWasAsked() throws Exception {
        int port = server.port();
        try (Socket asking = new Socket(InetAddress.getLoopbackAddress(), port);
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
            send(asking, """
                    POST /v1/sessions HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: 2\r
                    Expect: 100-continue\r
                    \r
                    """);
            // It asks for the body: the request is on its way.
            assertThat(asking.getInputStream().readNBytes(CONTINUE.length()))
                    .asString(US_ASCII)
                    .isEqualTo(CONTINUE);
            send(asking, "{");

            CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
            while (!isRefused(port)) {
                Thread.onSpinWait();
            }
            assertThat(closed).isNotDone();
            send(asking, "}");

            assertThat(new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("invalid_request");
            closed.join();
            assertThat(silent.getInputStream().read())
                    .as("a connection without a request is closed")
                    .isEqualTo(-1);
        }
        assertThatThrownBy(() -> TestServer.get(port, "/ready")).isInstanceOf(ConnectException.class);
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static boolean isRefused(int port) throws IOException {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !probe.isConnected();
        } catch (ConnectException refused) {
            return true;
        }
    }
}
