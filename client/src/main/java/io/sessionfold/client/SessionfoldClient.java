package io.sessionfold.client;

import io.sessionfold.contract.AbortStopReason;
import io.sessionfold.contract.ApplicationRow;
import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.contract.SettleResult;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Sessionfold client: queries and commands over any number of instances that answer as one.
 *
 * <p>What it reads of a session is never older than what it wrote to it or read of it before (INV-2): each answer's position
 * goes along with the next read. Queries, and commands, which all carry an Idempotency-Key, are repeated when a connection
 * fails or a server asks for patience, until the time of the call is over; a deletion is not, as it has no key.
 *
 * <p>Every method throws {@link ProblemException} with the server's stable code, {@link UnreachableException} if nobody
 * answered in time, or {@link UnexpectedAnswerException}. Thread-safe.
 */
public final class SessionfoldClient {

    private static final int PAGE = 500;
    private static final int TRANSITIONS_PER_PAGE = 100;

    private final ControlPlane plane;
    private final ChangeSource changes;
    private final AsyncSessionfoldClient async;

    SessionfoldClient(ControlPlane plane, ChangeSource changes) {
        this.plane = plane;
        this.changes = changes;
        this.async = new AsyncSessionfoldClient(plane);
    }

    /** A client with everything as it comes. */
    public static SessionfoldClient at(URI... instances) {
        return builder(instances).build();
    }

    /** A client of which more is to be said; the instances are base URLs, e.g. {@code https://sessions-1.example.com}. */
    public static SessionfoldClientBuilder builder(URI... instances) {
        return new SessionfoldClientBuilder(List.of(instances));
    }

    /** The same calls for callers that do not wait. */
    public AsyncSessionfoldClient async() {
        return async;
    }

    /** A session. */
    public SessionSnapshot get(String sessionKey) {
        return Waiting.on(async.get(sessionKey));
    }

    /** A session of at least a version; 503 {@code store_not_ready} if the server does not get there in time. */
    public SessionSnapshot getFromVersion(String sessionKey, long minVersion) {
        return Waiting.on(async.getFromVersion(sessionKey, minVersion));
    }

    /** A session of at least a position that an answer carried, also another client's. */
    public SessionSnapshot getFromPosition(String sessionKey, String position) {
        return Waiting.on(async.getFromPosition(sessionKey, position));
    }

    /**
     * A session as it was at a time. Problems: {@code no_row_then} before it was created, {@code session_gone} after it was
     * deleted, {@code row_compacted} and {@code before_history} where that is not kept any more.
     */
    public SessionSnapshot getAsOf(String sessionKey, Instant time) {
        return Waiting.on(async.getAsOf(sessionKey, time.toString()));
    }

    /** The same at a position: one that an answer carried, or one as people write it, {@code sessionfold.events-3@91}. */
    public SessionSnapshot getAsOf(String sessionKey, String position) {
        return Waiting.on(async.getAsOf(sessionKey, position));
    }

    /** The events of a session in order, and what each did; asked for page by page as they are taken. */
    public Stream<Transition> history(String sessionKey) {
        HistoryPage first = history(sessionKey, TRANSITIONS_PER_PAGE, null);
        return Stream.iterate(
                        Optional.of(first),
                        Optional::isPresent,
                        page -> page.map(HistoryPage::cursor)
                                .map(cursor -> history(sessionKey, TRANSITIONS_PER_PAGE, cursor)))
                .flatMap(Optional::stream)
                .flatMap(page -> page.transitions().stream());
    }

    /**
     * One page of them.
     *
     * @param limit from 1 to 200
     * @param cursor of the page before; null for the first one
     */
    public HistoryPage history(String sessionKey, int limit, @Nullable String cursor) {
        return Waiting.on(async.history(sessionKey, limit, cursor));
    }

    /** A session; empty if there is none that the caller may see. A deleted one is a problem, {@code session_gone}. */
    public Optional<SessionSnapshot> find(String sessionKey) {
        return Waiting.on(async.find(sessionKey));
    }

    /** Sessions in order of their keys, asked for page by page as they are taken. */
    public Stream<SessionRow> list(SessionFilter filter) {
        SessionPage first = page(filter, PAGE, null);
        return Stream.iterate(
                        Optional.of(first),
                        Optional::isPresent,
                        page -> page.map(SessionPage::cursor).map(cursor -> page(filter, PAGE, cursor)))
                .flatMap(Optional::stream)
                .flatMap(page -> page.rows().stream());
    }

    /**
     * One page of them.
     *
     * @param limit from 1 to 1,000
     * @param cursor of the page before; null for the first one
     */
    public SessionPage page(SessionFilter filter, int limit, @Nullable String cursor) {
        return Waiting.on(async.page(filter, limit, cursor));
    }

    public long count(SessionFilter filter) {
        return Waiting.on(async.count(filter));
    }

    public RunSnapshot run(String sessionKey, String runId) {
        return Waiting.on(async.run(sessionKey, runId));
    }

    /** The run once it has ended, or as it stands when the time is over. */
    public RunSnapshot waitForRun(String sessionKey, String runId, Duration timeout) {
        return Waiting.on(async.waitForRun(sessionKey, runId, timeout));
    }

    /** Where a live session answers by itself; {@link SessionRouter} asks for it and keeps it. */
    public SessionRoute route(String sessionKey) {
        return Waiting.on(async.route(sessionKey));
    }

    /** What the instance of the hour can do; remembered for a minute. */
    public Capabilities capabilities() {
        return Waiting.on(async.capabilities());
    }

    public List<ApplicationRow> applications() {
        return Waiting.on(async.applications());
    }

    public Decision create(NewSession session) {
        return Waiting.on(async.create(session));
    }

    /** Tells what a person wants of a session. */
    public Decision desire(String sessionKey, DesiredState desired, boolean force) {
        return Waiting.on(async.desire(sessionKey, desired, force));
    }

    /** Begins a new incarnation, which the server names. */
    public Decision reset(String sessionKey) {
        return Waiting.on(async.reset(sessionKey, null, null));
    }

    /** Deletes a session. It is not repeated: a repeat could not tell its own work from another's. */
    public Decision delete(String sessionKey) {
        return Waiting.on(async.delete(sessionKey));
    }

    /** Sends a run; a busy exclusive session is a problem, {@code conversation_busy}, with the holder's {@code runId}. */
    public Admission startRun(String sessionKey, NewRun run) {
        return Waiting.on(async.startRun(sessionKey, run));
    }

    public AbortAnswer abort(String sessionKey, String runId, AbortStopReason stopReason) {
        return Waiting.on(async.abort(sessionKey, runId, stopReason));
    }

    /** The caller is done with a run, which it says whatever came of it: the retry guard's time begins to run. */
    public Decision settle(String sessionKey, String runId, SettleResult result) {
        return Waiting.on(async.settle(sessionKey, runId, result, null));
    }

    /** Writes events through the server, each with an answer of its own, in order. */
    public List<EventAcknowledgement> send(List<LifecycleEvent> events) {
        return Waiting.on(async.send(events));
    }

    /** The changes from now on; to be closed. */
    public Changes changes() {
        return new Changes(changes, null);
    }

    /** The changes behind the id of one that was seen, or behind the position of a list; to be closed. */
    public Changes changesAfter(String after) {
        return new Changes(changes, after);
    }

    ControlPlane plane() {
        return plane;
    }
}
