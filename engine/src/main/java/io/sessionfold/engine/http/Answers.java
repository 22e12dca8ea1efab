package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.sessionfold.engine.peer.PeerPaths;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.query.Source;

/** The forms of an answer: JSON, a problem, and what every answer carries. */
final class Answers {

    static final String POSITION = "Sessionfold-Position";
    static final String SERVED_BY = "Sessionfold-Served-By";
    static final String STALENESS_MS = PeerPaths.STALENESS;

    private Answers() {}

    static void json(Context context, JsonNode body) {
        context.contentType("application/json").result(body.toString());
    }

    static void position(Context context, PositionToken position) {
        context.header(POSITION, position.text());
    }

    /** Says which instance answered, if it was not this one, and how stale its copy may be, if it was one. */
    static void source(Context context, Source source) {
        if (source.instance() != null) {
            context.header(SERVED_BY, source.instance());
        }
        if (source.staleness() != null) {
            context.header(STALENESS_MS, Long.toString(source.staleness().toMillis()));
        }
    }

    static void problem(Context context, Problem problem) {
        context.status(problem.status())
                .contentType(Problem.MEDIA_TYPE)
                .result(problem.toJson().toString());
        if (problem.retryAfter() != null) {
            context.header(
                    "Retry-After",
                    Long.toString(Math.max(1, problem.retryAfter().toSeconds())));
        }
    }

    /** What was found; any other result ends the request with its problem. */
    static <T> T require(QueryResult<T> result) {
        if (result instanceof QueryResult.Found<T> found) {
            return found.value();
        }
        if (result instanceof QueryResult.NotReady<T> notReady) {
            throw new ProblemException(Problem.notReady(notReady.reason(), notReady.retryAfter()));
        }
        if (result instanceof QueryResult.NeverReached<T> never) {
            throw new ProblemException(Problem.versionNotReached(never.reason()));
        }
        throw new ProblemException(
                result instanceof QueryResult.Gone<T> ? Problem.sessionGone() : Problem.sessionNotFound());
    }
}
