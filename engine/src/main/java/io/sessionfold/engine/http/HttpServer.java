package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.sessionfold.engine.config.HttpCallers;
import io.sessionfold.engine.query.Readiness;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The HTTP interface of one instance. Started once, closed once. */
public final class HttpServer implements AutoCloseable {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

    private final ChangeRoutes changes;
    private final Javalin server;

    /**
     * Wires the routes.
     *
     * @param tenant whose sessions a caller without credentials may see; null for nobody's
     * @param trusted which callers without credentials
     */
    public HttpServer(HttpQueries queries, EngineMetrics metrics, @Nullable String tenant, HttpCallers trusted) {
        this(queries, metrics, new CallerGuard(tenant, trusted), ChangeRoutes.COMMENT_EVERY);
    }

    HttpServer(HttpQueries queries, EngineMetrics metrics, CallerGuard callers, Duration commentEvery) {
        SessionRoutes sessions = new SessionRoutes(queries.sessions(), queries.changes(), callers);
        this.changes = new ChangeRoutes(queries.changes(), callers, commentEvery);
        this.server = Javalin.create(config -> {
            HttpRules.apply(config);
            get(config, "/v1/sessions", sessions::list);
            get(config, "/v1/sessions/{key}", sessions::one);
            config.routes.get("/v1/changes", changes::stream);
            get(config, "/v1/capabilities", HttpServer::capabilities);
            get(config, "/health", HttpServer::health);
            get(config, "/ready", context -> ready(context, queries.readiness()));
            get(config, "/metrics", context -> {
                QueryParameters.of(context, Set.of());
                context.contentType(EngineMetrics.MEDIA_TYPE).result(metrics.scrape());
            });
        });
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

    /** Ends the streams, then the server. */
    @Override
    public void close() {
        changes.close();
        server.stop();
    }

    private static void get(JavalinConfig config, String path, Handler handler) {
        config.routes.get(path, handler);
        config.routes.head(path, handler);
    }

    private static void capabilities(Context context) {
        QueryParameters.of(context, Set.of());
        Answers.json(context, JsonNodeFactory.instance.objectNode().put("sessions-by-owner", "0.1.0"));
    }

    private static void health(Context context) {
        QueryParameters.of(context, Set.of());
        Answers.json(context, JsonNodeFactory.instance.objectNode().put("status", "UP"));
    }

    private static void ready(Context context, Readiness readiness) {
        QueryParameters.of(context, Set.of());
        readiness.obstacle().ifPresent(reason -> {
            throw new ProblemException(Problem.notReady(reason, ASK_AGAIN));
        });
        Answers.json(context, JsonNodeFactory.instance.objectNode().put("status", "READY"));
    }
}
