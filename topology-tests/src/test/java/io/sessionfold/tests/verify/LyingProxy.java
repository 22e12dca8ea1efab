package io.sessionfold.tests.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sessionfold.json.RecordJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Stands before an engine, and changes what it answers. */
final class LyingProxy implements AutoCloseable {

    private static final String POSITION = "Sessionfold-Position";
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;
    private final String truth;
    private final UnaryOperator<ObjectNode> lie;

    /**
     * Starts one.
     *
     * @param truth the URL of an honest engine
     * @param lie what becomes of a page
     */
    LyingProxy(String truth, UnaryOperator<ObjectNode> lie) throws IOException {
        this.truth = truth;
        this.lie = lie;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        HttpResponse<String> honest = ask(exchange.getRequestURI());
        byte[] body = lie.apply((ObjectNode) RecordJson.parse(honest.body()))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        honest.headers()
                .firstValue(POSITION)
                .ifPresent(token -> exchange.getResponseHeaders().add(POSITION, token));
        exchange.sendResponseHeaders(OK, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    private HttpResponse<String> ask(URI path) throws IOException {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(truth + path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the engine was asked", e);
        }
    }
}
