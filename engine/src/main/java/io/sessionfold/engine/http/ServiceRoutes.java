package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.engine.query.Readiness;
import java.time.Duration;
import java.util.Set;

/** What is asked of the service itself: capabilities, health, readiness, metrics. */
final class ServiceRoutes implements Routes {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

    private final Readiness readiness;
    private final EngineMetrics metrics;

    ServiceRoutes(Readiness readiness, EngineMetrics metrics) {
        this.readiness = readiness;
        this.metrics = metrics;
    }

    @Override
    public void addTo(JavalinConfig config) {
        Routes.get(config, "/v1/capabilities", ServiceRoutes::capabilities);
        Routes.get(config, "/health", ServiceRoutes::health);
        Routes.get(config, "/ready", this::ready);
        Routes.get(config, "/metrics", this::metrics);
    }

    private static void capabilities(Context context) {
        QueryParameters.of(context, Set.of());
        Answers.json(context, JsonNodeFactory.instance.objectNode().put("sessions-by-owner", "0.1.0"));
    }

    private static void health(Context context) {
        QueryParameters.of(context, Set.of());
        Answers.json(context, JsonNodeFactory.instance.objectNode().put("status", "UP"));
    }

    private void ready(Context context) {
        QueryParameters.of(context, Set.of());
        readiness.obstacle().ifPresent(reason -> {
            throw new ProblemException(Problem.notReady(reason, ASK_AGAIN));
        });
        Answers.json(context, JsonNodeFactory.instance.objectNode().put("status", "READY"));
    }

    private void metrics(Context context) {
        QueryParameters.of(context, Set.of());
        context.contentType(EngineMetrics.MEDIA_TYPE).result(metrics.scrape());
    }
}
