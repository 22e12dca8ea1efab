package io.sessionfold.engine.http;

import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.sessionfold.engine.config.AccessSettings;
import io.sessionfold.engine.query.NameQuery;
import io.sessionfold.engine.query.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP interface of one instance. Started once, closed once. */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /** Longer than any request waits for a state, here and one hop away. */
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(10);

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final List<Routes> routes;
    private final Listener listener;
    private final Javalin server;

    /** Wires the routes. */
    public HttpServer(HttpPorts ports, PeerPorts peers, AccessSettings access) {
        this(ports, access, ChangeRoutes.COMMENT_EVERY, new PeerRoutes(peers));
    }

    HttpServer(HttpPorts ports, AccessSettings access, Duration commentEvery, Routes... more) {
        this.listener = new Listener(access);
        TenantLimits limits = new TenantLimits(access.limits());
        Callers callers = new KnownCallers(ports.callers(), limits, access.sessionsByOwner());
        CommandDesk desk = new CommandDesk(ports.sessions(), ports.door(), callers, ports.log());
        HistoryRoutes history = new HistoryRoutes(ports.sessions(), ports.history(), callers, ports.log());
        this.routes = new ArrayList<>(List.of(
                new SessionRoutes(ports.sessions(), ports.changes(), history, callers, ports.log()),
                history,
                new NameRoutes(new NameQuery(ports.sessions()), callers, ports.log()),
                new ApplicationReadRoutes(ports.applications(), callers),
                new ChangeRoutes(ports.changes(), callers, commentEvery),
                new CreationRoutes(desk),
                new CommandRoutes(desk),
                new AdmissionRoutes(desk),
                new RunRoutes(desk),
                new RunReads(desk),
                new LiveSessionRoutes(desk),
                new QuarantineRoutes(desk, ports.parked()),
                new EventRoutes(desk, limits),
                new ApplicationRoutes(desk),
                new ServiceRoutes(readiness(ports.readiness()), ports.metrics(), callers, access),
                new DocumentRoutes()));
        routes.addAll(List.of(more));
        this.server = Javalin.create(config -> {
            HttpRules.apply(config, access);
            listener.addTo(config);
            routes.forEach(each -> each.addTo(config));
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
            listener.at(host, port);
            server.start();
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

    /** Says at {@code /ready} that it is about to end, and answers on; who keeps a connection is asked to close it. */
    public void leave() {
        listener.requests().leave();
    }

    /** Lets nobody in any more, ends the streams, answers what was asked, then ends. */
    @Override
    public void close() {
        leave();
        listener.shut();
        routes.forEach(Routes::close);
        try {
            int unanswered = listener.requests().awaitAnswers(ANSWER_PATIENCE);
            if (unanswered > 0) {
                LOG.atWarn()
                        .addKeyValue("requests", unanswered)
                        .log("Requests that were on their way are not answered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop();
    }

    private Readiness readiness(Readiness stores) {
        return () -> listener.requests().isLeaving() ? Optional.of("This instance is stopping") : stores.obstacle();
    }
}
