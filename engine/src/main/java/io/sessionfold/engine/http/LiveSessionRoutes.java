package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Verb;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.session.Lifecycle;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.Progress;
import io.sessionfold.engine.session.Route;
import io.sessionfold.engine.session.SessionKey;
import java.time.Instant;
import java.util.Set;

/** What is beside a session's row: where the live session answers, and the digest that proves its history. */
final class LiveSessionRoutes implements Routes {

    private final CommandDesk desk;

    LiveSessionRoutes(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public void addTo(JavalinConfig config) {
        Routes.get(config, "/v1/sessions/{key}/route", this::route);
        Routes.get(config, "/v1/audit/digest/{key}", this::digest);
    }

    private void route(Context context) {
        Caller caller = desk.caller(context);
        SessionKey key = SessionPaths.key(caller, context);
        QueryParameters.of(context, Set.of());
        SessionRead read = desk.permitted(context, caller, Verb.READ, key);
        Answers.source(context, read.source());
        Lifecycle lifecycle = read.session().lifecycle();
        Route route = lifecycle == null ? null : lifecycle.routes().current();
        if (lifecycle != null && lifecycle.phase().isTerminal()) {
            throw new ProblemException(new Problem(
                    410, "session_gone", "The session has ended", "The session is " + lifecycle.phase(), null));
        }
        if (lifecycle == null || route == null || !lifecycle.isRouteAvailable()) {
            throw new ProblemException(new Problem(
                    404,
                    "route_not_found",
                    "The session has no route now",
                    "The session is "
                            + (lifecycle == null
                                    ? "not created"
                                    : lifecycle.phase().toString()) + ", and no route to it is available",
                    null));
        }
        Answers.json(
                context,
                CommandAnswers.fields()
                        .put("baseUrl", route.baseUrl())
                        .put("routeVersion", route.routeVersion())
                        .put("credentialRef", route.credentialRef()));
    }

    /** A digest is kept behind a deletion too: the history stays in the log. */
    private void digest(Context context) {
        Caller caller = desk.caller(context);
        SessionKey key = SessionPaths.key(caller, context);
        QueryParameters.of(context, Set.of());
        SessionRead read = desk.read(context, key);
        Permits.session(caller, Verb.AUDIT, read);
        if (!read.session().exists() && !read.session().isDeleted()) {
            throw new ProblemException(Problem.sessionNotFound());
        }
        Progress progress = read.session().progress();
        Position position = progress.position();
        ObjectNode json = CommandAnswers.fields()
                .put("tenantId", key.tenantId())
                .put("sessionKey", key.sessionKey())
                .put("historyDigest", progress.digest().toString())
                .put("deleted", read.session().isDeleted())
                .put("recordTime", Instant.ofEpochMilli(progress.recordTimeMs()).toString());
        json.putObject("position")
                .put("topic", position.topic())
                .put("partition", position.partition())
                .put("offset", position.offset());
        Answers.position(context, desk.answers().token(position));
        Answers.source(context, read.source());
        Answers.json(context, json);
    }
}
