package io.sessionfold.engine.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.sessionfold.engine.config.AccessSettings;
import java.io.IOException;
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

    private HttpRules() {}

    static void apply(JavalinConfig config, AccessSettings access) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.jetty.modifyServer(server -> server.setErrorHandler(HttpRules::refuse));
        boolean isEncrypted = access.tls().isOn();
        config.routes.before(context -> headers(context, isEncrypted));
        config.routes.exception(ProblemException.class, (e, context) -> Answers.problem(context, e.problem()));
        config.routes.exception(IntakeException.class, (e, context) -> Answers.problem(context, e.problem()));
        config.routes.exception(IOException.class, HttpRules::cutOff);
        config.routes.exception(HttpResponseException.class, (e, context) -> Answers.problem(context, of(e, context)));
        config.routes.exception(Exception.class, HttpRules::fail);
    }

    private static void headers(Context context, boolean isEncrypted) {
        SecurityHeaders.all().forEach(context::header);
        if (isEncrypted) {
            context.header("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private static Problem of(HttpResponseException e, Context context) {
        if (e.getStatus() == METHOD_NOT_ALLOWED) {
            String allowed = e.getDetails().get("availableMethods");
            context.header("Allow", allowed == null ? "" : allowed);
            return Problem.methodNotAllowed(context.req().getMethod());
        }
        return e.getStatus() == NOT_FOUND ? Problem.notFound() : Refusals.of(e.getStatus());
    }

    /** A client that went away or fell silent half way through its request. */
    private static void cutOff(IOException failure, Context context) {
        if (!Refusals.isOfTheConnection(failure)) {
            fail(failure, context);
            return;
        }
        LOG.debug("A request did not arrive whole", failure);
        Answers.problem(context, Problem.requestTimeout());
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
        Problem problem = Refusals.of(response.getStatus());
        response.setStatus(problem.status());
        SecurityHeaders.all().forEach(response.getHeaders()::put);
        response.getHeaders().put("Content-Type", Problem.MEDIA_TYPE);
        byte[] body = problem.toJson().toString().getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
