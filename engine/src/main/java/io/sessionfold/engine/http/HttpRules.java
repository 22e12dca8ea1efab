package io.sessionfold.engine.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What holds for every route: headers, and that every error is a problem. */
final class HttpRules {

    private static final Logger LOG = LoggerFactory.getLogger(HttpRules.class);

    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int FIRST_SERVER_ERROR = 500;

    private HttpRules() {}

    static void apply(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.jetty.modifyServer(server -> server.setErrorHandler(HttpRules::refuse));
        config.routes.before(HttpRules::headers);
        config.routes.exception(ProblemException.class, (e, context) -> Answers.problem(context, e.problem()));
        config.routes.exception(HttpResponseException.class, (e, context) -> Answers.problem(context, of(e, context)));
        config.routes.exception(Exception.class, HttpRules::fail);
    }

    private static void headers(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Cache-Control", "no-store");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    private static Problem of(HttpResponseException e, Context context) {
        if (e.getStatus() == METHOD_NOT_ALLOWED) {
            return Problem.methodNotAllowed(context.req().getMethod());
        }
        if (e.getStatus() == NOT_FOUND) {
            return Problem.notFound();
        }
        return e.getStatus() >= FIRST_SERVER_ERROR
                ? Problem.internal()
                : Problem.invalidRequest("The request cannot be understood");
    }

    private static void fail(Exception failure, Context context) {
        LOG.atError()
                .setCause(failure)
                .addKeyValue("method", context.req().getMethod())
                .addKeyValue("path", context.endpoint().path)
                .log("A request failed");
        Answers.problem(context, Problem.internal());
    }

    /** What Jetty refuses before a route sees it, such as a path that cannot be decoded. */
    private static boolean refuse(Request request, Response response, Callback callback) {
        Problem problem = response.getStatus() >= FIRST_SERVER_ERROR
                ? Problem.internal()
                : Problem.invalidRequest("The request cannot be understood");
        response.setStatus(problem.status());
        response.getHeaders().put("Content-Type", Problem.MEDIA_TYPE);
        byte[] body = problem.toJson().toString().getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
