package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.engine.access.Verb;
import io.sessionfold.engine.config.AccessSettings;
import io.sessionfold.engine.config.HttpAuth;
import io.sessionfold.engine.query.Readiness;
import java.time.Duration;
import java.util.Set;

/**
 * What is asked of the service itself: capabilities, health, readiness, metrics. The first three are open: clients and
 * supervisors ask them before they have credentials, and they say nothing of any tenant.
 */
final class ServiceRoutes implements Routes {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

    private final Readiness readiness;
    private final EngineMetrics metrics;
    private final Callers callers;
    private final AccessSettings access;

    ServiceRoutes(Readiness readiness, EngineMetrics metrics, Callers callers, AccessSettings access) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.callers = callers;
        this.access = access;
    }

    @Override
    public void addTo(JavalinConfig config) {
        Routes.get(config, "/v1/capabilities", this::capabilities);
        Routes.get(config, "/health", ServiceRoutes::health);
        Routes.get(config, "/ready", this::ready);
        Routes.get(config, "/metrics", this::metrics);
    }

    private void capabilities(Context context) {
        QueryParameters.of(context, Set.of());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Capability capability : Capability.values()) {
            if (capability != Capability.SESSIONS_BY_OWNER || access.sessionsByOwner()) {
                json.put(capability.label(), capability.since());
            }
        }
        Answers.json(context, json);
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

    /** They are of all tenants together, so where callers have credentials not everybody's are enough. */
    private void metrics(Context context) {
        if (access.auth() != HttpAuth.NONE && !access.isMetricsOpen()) {
            Permits.tenant(callers.of(context), Verb.ADMINISTER);
        }
        QueryParameters.of(context, Set.of());
        context.contentType(EngineMetrics.MEDIA_TYPE).result(metrics.scrape());
    }
}
