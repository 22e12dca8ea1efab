package io.sessionfold.engine.http;

import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.sessionfold.engine.config.HttpCallers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The HTTP interface of one instance. Started once, closed once. */
public final class HttpServer implements AutoCloseable {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final List<Routes> routes;
    private final Javalin server;

    /** Wires the routes. */
    public HttpServer(HttpPorts ports) {
        this(ports, ChangeRoutes.COMMENT_EVERY);
    }

    HttpServer(HttpPorts ports, Duration commentEvery) {
        this.routes = List.of(
                new SessionRoutes(ports.sessions(), ports.changes(), ports.callers()),
                new ChangeRoutes(ports.changes(), ports.callers(), commentEvery),
                new ServiceRoutes(ports.readiness(), ports.metrics()),
                new DocumentRoutes());
        this.server = Javalin.create(config -> {
            HttpRules.apply(config);
            routes.forEach(each -> each.addTo(config));
        });
    }

    /** Callers without credentials: those on this machine, or all, speak for a tenant; null for none. */
    public static Callers localCallers(@Nullable String tenant, HttpCallers trusted) {
        return new LoopbackCallers(tenant, trusted);
    }

    /**
     * Begins to answer.
     *
     * @param port 0 for a free one
     * @throws HttpStartException if the address cannot be had
     */
    public HttpServer start(String host, int port) {
        try {
            server.start(host, port);
            return this;
        } catch (JavalinBindException e) {
            throw new HttpStartException(
                    "Expected " + host + ':' + port
                            + " to be free for HTTP, but it is in use; end the other process, or"
                            + " set http.port (0 takes a free one)",
                    e);
        } catch (JavalinException e) {
            throw new HttpStartException(
                    "Expected HTTP to be answered on " + host + ':' + port + ", but it cannot be ("
                            + (e.getCause() == null ? e : e.getCause()).getMessage() + "); set http.host and http.port",
                    e);
        }
    }

    /** The port on which it answers. */
    public int port() {
        return server.port();
    }

    /** What it answers, as method and path. */
    List<String> registered() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> METHODS.contains(endpoint.method.name()))
                .map(endpoint -> endpoint.method.name() + ' ' + endpoint.path)
                .toList();
    }

    /** Ends the streams, then the server. */
    @Override
    public void close() {
        routes.forEach(Routes::close);
        server.stop();
    }
}
