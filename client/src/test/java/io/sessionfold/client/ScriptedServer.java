package io.sessionfold.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server that answers what a test tells it to, and remembers what it was asked. */
public final class ScriptedServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedDeque<Reply> script = new ConcurrentLinkedDeque<>();
    private volatile Function<Asked, Reply> otherwise = request -> Reply.problem(404, "not_found");

    public ScriptedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a free port", e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** A request as it came. */
    public record Asked(String method, String target, Map<String, List<String>> headers, String body) {

        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst();
        }

        @Override
        public String toString() {
            return method + ' ' + target;
        }
    }

    /** An answer to be given; an open one goes on until the server is closed. */
    public record Reply(int status, Map<String, String> headers, String body, boolean isOpen, Runnable before) {

        public static Reply json(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), body, false, () -> {});
        }

        public static Reply problem(int status, String code) {
            String body = "{\"type\":\"about:blank\",\"status\":%d,\"code\":\"%s\",\"detail\":\"It is so\"}"
                    .formatted(status, code);
            return json(status, body).with("Content-Type", "application/problem+json");
        }

        public static Reply stream(String events) {
            return new Reply(200, Map.of("Content-Type", "text/event-stream"), events, false, () -> {});
        }

        /** A stream whose connection stays when its events are over. */
        public Reply open() {
            return new Reply(status, headers, body, true, before);
        }

        public Reply with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Reply(status, Map.copyOf(more), body, isOpen, before);
        }

        /** What is done between the request and its answer. */
        public Reply after(Runnable done) {
            return new Reply(status, headers, body, isOpen, done);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The answers to the next requests, in order. */
    public ScriptedServer thenSays(Reply... replies) {
        script.addAll(List.of(replies));
        return this;
    }

    /** The answer to whatever is not in the script. */
    public ScriptedServer otherwise(Function<Asked, Reply> reply) {
        otherwise = reply;
        return this;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public Asked asked(int number) {
        return asked.get(number);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Asked request = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                body);
        asked.add(request);
        Reply scripted = script.poll();
        Reply reply = scripted == null ? otherwise.apply(request) : scripted;
        reply.before().run();
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), reply.isOpen() ? 0 : bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
        if (!reply.isOpen()) {
            exchange.close();
        }
    }
}
