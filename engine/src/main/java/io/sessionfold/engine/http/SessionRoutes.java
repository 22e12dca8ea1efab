package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.access.Verb;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.query.ChangeFeeds;
import io.sessionfold.engine.query.Cursor;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.query.ReadWish;
import io.sessionfold.engine.query.SessionCount;
import io.sessionfold.engine.query.SessionFilter;
import io.sessionfold.engine.query.SessionPage;
import io.sessionfold.engine.query.SessionQuery;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.session.Phase;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.json.RecordJson;
import java.util.Collections;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One session, and pages of them. */
final class SessionRoutes implements Routes {

    /** No user has an empty id. */
    private static final String NOBODY = "";

    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 1_000;

    private static final Set<String> LIST_PARAMETERS =
            Set.of("owner", "phase", "active", "kind", "name", "producer", "quarantined", "limit", "cursor", "count");

    private static final Set<Phase> PHASES =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Phase.UNKNOWN)));

    private final SessionQuery sessions;
    private final ChangeFeeds changes;
    private final HistoryRoutes history;
    private final Callers callers;

    private final LogIdentity log;

    SessionRoutes(SessionQuery sessions, ChangeFeeds changes, HistoryRoutes history, Callers callers, LogIdentity log) {
        this.sessions = sessions;
        this.changes = changes;
        this.history = history;
        this.callers = callers;
        this.log = log;
    }

    @Override
    public void addTo(JavalinConfig config) {
        Routes.get(config, "/v1/sessions", this::list);
        Routes.get(config, "/v1/sessions/{key}", this::one);
    }

    private void one(Context context) {
        Caller caller = callers.of(context);
        SessionKey key = SessionPaths.key(caller, context);
        QueryParameters parameters = QueryParameters.of(context, Set.of("minVersion", "asOf"));
        String asOf = parameters.text("asOf");
        if (asOf != null) {
            if (parameters.text("minVersion") != null) {
                throw new ProblemException(Problem.invalidRequest("Expected asOf or minVersion, but there were both"));
            }
            history.asOf(context, caller, key, asOf);
            return;
        }
        SessionRead read = Answers.require(sessions.read(key, wish(context, parameters, key)));
        Permits.session(caller, Verb.READ, read);
        PublicRow row = Answers.require(read.row());
        Answers.position(context, PositionToken.of(row.progress().position()).in(log));
        Answers.source(context, read.source());
        Answers.json(context, json(row));
    }

    /** A token counts on its key's own partition alone. */
    private ReadWish wish(Context context, QueryParameters parameters, SessionKey key) {
        Long offset = MinPositions.of(context, log).get(sessions.partition(key));
        long version = parameters.large("minVersion", 0);
        return new ReadWish(
                offset == null ? OptionalLong.empty() : OptionalLong.of(offset),
                version == 0 ? OptionalLong.empty() : OptionalLong.of(version),
                false,
                ReadWish.PATIENCE);
    }

    private void list(Context context) {
        Caller caller = callers.of(context);
        Permits.tenant(caller, Verb.READ);
        QueryParameters parameters = QueryParameters.of(context, LIST_PARAMETERS);
        SessionFilter filter = new SessionFilter(
                        caller.tenantId(),
                        owner(caller, parameters.text("owner")),
                        parameters.symbol("phase", Phase.class, PHASES),
                        parameters.flag("active"),
                        parameters.text("kind"),
                        parameters.text("name"),
                        parameters.text("producer"))
                .withQuarantined(parameters.flag("quarantined"));
        SortedMap<Integer, Long> offsets = MinPositions.of(context, log);
        if (Boolean.TRUE.equals(parameters.flag("count"))) {
            SessionCount count = Answers.require(sessions.count(filter, offsets));
            Answers.source(context, count.source());
            Answers.json(context, JsonNodeFactory.instance.objectNode().put("count", count.count()));
            return;
        }
        int limit = parameters.whole("limit", 1, LIMIT_MAX, LIMIT_DEFAULT);
        Cursor after = cursor(parameters.text("cursor"), filter);
        // Before the rows, so that whoever goes on from here misses nothing.
        SortedMap<Integer, Long> reached = changes.reached().orElseGet(Collections::emptySortedMap);
        SessionPage page = Answers.require(sessions.list(filter, after, limit, offsets));
        Answers.position(context, new PositionToken(log, page.events(), reached));
        Answers.source(context, page.source());
        Answers.json(context, json(page));
    }

    /**
     * Whose sessions are listed. Whoever sees their own alone gets these, and of another owner the same page as of one
     * who has none: an owner that no session has is asked for.
     */
    private static @Nullable String owner(Caller caller, @Nullable String asked) {
        if (caller.scope() == Scope.TENANT) {
            return asked;
        }
        return asked == null || asked.equals(caller.userId()) ? caller.userId() : NOBODY;
    }

    private static @Nullable Cursor cursor(@Nullable String text, SessionFilter filter) {
        if (text == null) {
            return null;
        }
        Cursor cursor = Cursor.parse(text)
                .orElseThrow(() -> new ProblemException(
                        Problem.invalidRequest("Expected cursor to be one from an earlier answer, but it was not")));
        if (!cursor.isOf(filter)) {
            throw new ProblemException(Problem.invalidRequest(
                    "Expected cursor to be of the same list, but it is of another filter; start without it"));
        }
        return cursor;
    }

    private static ObjectNode json(PublicRow row) {
        return RecordJson.toJson(RowCodec.write(row));
    }

    private static ObjectNode json(SessionPage page) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = json.putArray("sessions");
        page.rows().forEach(row -> rows.add(json(row)));
        Cursor cursor = page.cursor();
        return json.put("cursor", cursor == null ? null : cursor.text());
    }
}
