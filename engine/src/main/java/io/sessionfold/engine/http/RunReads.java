package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Verb;
import io.sessionfold.engine.query.ReadWish;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.session.SessionKey;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** One run of a session: how it stands, and, for those who wait, its outcome. */
final class RunReads implements Routes {

    /** Each that waits holds a thread. */
    static final int WAITS_MAX = 128;

    /** Proxies commonly cut a connection that is silent for 30 s. */
    private static final int SECONDS_MAX = 30;

    private static final int SECONDS_DEFAULT = 25;

    /** The end of a hidden run changes no row and so wakes nobody: it is looked for this often. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final CommandDesk desk;
    private final Semaphore free = new Semaphore(WAITS_MAX);
    private volatile boolean closed;

    RunReads(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public void addTo(JavalinConfig config) {
        Routes.get(config, "/v1/sessions/{key}/runs/{runId}", this::one);
        config.routes.get("/v1/sessions/{key}/runs/{runId}/wait", this::await);
    }

    /** Ends every wait within {@link #LOOK_AGAIN}. */
    @Override
    public void close() {
        closed = true;
    }

    private void one(Context context) {
        Caller caller = desk.caller(context);
        SessionKey key = SessionPaths.key(caller, context);
        QueryParameters.of(context, Set.of());
        answer(context, visible(caller, desk.read(context, key)));
    }

    private void await(Context context) {
        Caller caller = desk.caller(context);
        SessionKey key = SessionPaths.key(caller, context);
        int seconds = QueryParameters.of(context, Set.of("timeout")).whole("timeout", 0, SECONDS_MAX, SECONDS_DEFAULT);
        if (!free.tryAcquire()) {
            throw new ProblemException(CommandProblems.tooManyWaits(WAITS_MAX));
        }
        try {
            SessionRead first = visible(caller, desk.read(context, key));
            answer(context, await(first, caller, key, context.pathParam("runId"), Duration.ofSeconds(seconds)));
        } finally {
            free.release();
        }
    }

    /** The session as soon as the run has its outcome, or when the time is over. */
    private SessionRead await(SessionRead first, Caller caller, SessionKey key, String runId, Duration time) {
        long deadlineNanos = System.nanoTime() + time.toNanos();
        SessionRead read = first;
        while (!closed && view(read, runId).isOpen()) {
            long beganNanos = System.nanoTime();
            Duration left = Duration.ofNanos(deadlineNanos - beganNanos);
            if (left.isNegative() || left.isZero()) {
                return read;
            }
            Duration slice = left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
            OptionalLong nextVersion = OptionalLong.of(read.session().stateVersion() + 1);
            Optional<SessionRead> changed =
                    desk.read(key, new ReadWish(OptionalLong.empty(), nextVersion, true, slice));
            boolean isCutShort = changed.isEmpty() && System.nanoTime() - beganNanos < slice.toNanos();
            read = visible(caller, changed.isPresent() ? changed.get() : desk.read(key));
            if (isCutShort) {
                return read;
            }
        }
        return read;
    }

    private static SessionRead visible(Caller caller, SessionRead read) {
        Permits.session(caller, Verb.READ, read);
        Answers.require(read.row());
        return read;
    }

    private void answer(Context context, SessionRead read) {
        ObjectNode json =
                view(read, context.pathParam("runId")).json(desk.door().clock().millis());
        Answers.position(context, desk.answers().token(read.session().progress().position()));
        Answers.source(context, read.source());
        Answers.json(context, json);
    }

    private static RunView view(SessionRead read, String runId) {
        return RunView.of(read, runId).orElseThrow(() -> new ProblemException(CommandProblems.runNotFound()));
    }
}
