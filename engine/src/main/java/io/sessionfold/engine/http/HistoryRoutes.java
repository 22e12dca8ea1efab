package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.history.HistoryPage;
import io.sessionfold.engine.history.HistoryQuery;
import io.sessionfold.engine.history.HistoryWish;
import io.sessionfold.engine.history.PastRow;
import io.sessionfold.engine.history.Reach;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.query.ReadWish;
import io.sessionfold.engine.query.SessionQuery;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.topology.Topics;
import java.util.OptionalLong;
import java.util.Set;

/** What a session was: its row at a position or a time, and the transitions that led there. */
final class HistoryRoutes implements Routes {

    /** From which position on an answer about the past can be given. */
    static final String FROM = "Sessionfold-History-From";

    /** Up to which position everything is in the answer. */
    static final String TO = "Sessionfold-History-To";

    private static final int LIMIT_DEFAULT = 50;

    /** Each event may be three records to read, each in another place. */
    private static final int LIMIT_MAX = 200;

    private final SessionQuery sessions;
    private final HistoryQuery history;
    private final Callers callers;
    private final LogIdentity log;

    HistoryRoutes(SessionQuery sessions, HistoryQuery history, Callers callers, LogIdentity log) {
        this.sessions = sessions;
        this.history = history;
        this.callers = callers;
        this.log = log;
    }

    @Override
    public void addTo(JavalinConfig config) {
        Routes.get(config, "/v1/sessions/{key}/history", this::history);
    }

    /** Answers with the row as it was. */
    void asOf(Context context, Caller caller, SessionKey key, String asked) {
        QueryResult<SessionRead> now = now(context, key);
        String owner = HistoryAccess.owner(caller, now);
        PastRow past = Answers.require(history.asOf(key, AsOf.parse(asked, sessions.partition(key), log, owner)));
        reach(context, past.reach());
        Answers.source(context, past.source());
        ObjectNode row = past.row();
        if (past.standing() != PastRow.Standing.PRESENT || row == null) {
            throw new ProblemException(problem(past));
        }
        position(context, past.reach().partition(), past.offset());
        Answers.json(context, row);
    }

    private void history(Context context) {
        Caller caller = callers.of(context);
        SessionKey key = SessionPaths.key(caller, context);
        QueryParameters parameters = QueryParameters.of(context, Set.of("limit", "cursor"));
        int limit = parameters.whole("limit", 1, LIMIT_MAX, LIMIT_DEFAULT);
        String cursor = parameters.text("cursor");
        long after = cursor == null ? -1 : HistoryCursor.offset(key, cursor);
        QueryResult<SessionRead> now = now(context, key);
        String owner = HistoryAccess.owner(caller, now);
        HistoryPage page = Answers.require(
                history.history(key, new HistoryWish(after, limit, folded(now), owner, ReadWish.PATIENCE)));
        reach(context, page.reach());
        Answers.source(context, page.source());
        position(context, page.reach().partition(), page.last());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("transitions", page.transitions());
        Answers.json(context, json.put("cursor", page.next() < 0 ? null : HistoryCursor.text(key, page.next())));
    }

    /** What stands under the key now, and at least as far as its reader has seen. */
    private QueryResult<SessionRead> now(Context context, SessionKey key) {
        Long offset = MinPositions.of(context, log).get(sessions.partition(key));
        return sessions.read(
                key,
                new ReadWish(
                        offset == null ? OptionalLong.empty() : OptionalLong.of(offset),
                        OptionalLong.empty(),
                        false,
                        ReadWish.PATIENCE));
    }

    /** A history goes at least as far as the row does that could be read before it (INV-2). */
    private static long folded(QueryResult<SessionRead> now) {
        return now instanceof QueryResult.Found<SessionRead> found
                ? found.value().session().progress().position().offset()
                : -1;
    }

    private void position(Context context, int partition, long offset) {
        if (offset >= 0) {
            Answers.position(
                    context,
                    PositionToken.of(new Position(Topics.EVENTS, partition, offset))
                            .in(log));
        }
    }

    private static void reach(Context context, Reach reach) {
        context.header(FROM, reach.first().toString());
        context.header(TO, reach.last().toString());
    }

    private static Problem problem(PastRow past) {
        return switch (past.standing()) {
            case PRESENT, ABSENT -> Problem.noRowThen();
            case DELETED -> Problem.goneSince(at(past, past.offset()));
            case COMPACTED -> Problem.rowCompacted(past.oldest() < 0 ? null : at(past, past.oldest()));
            case BEFORE_REACH -> Problem.beforeHistory(past.reach().first().toString());
        };
    }

    private static String at(PastRow past, long offset) {
        return new Position(Topics.EVENTS, past.reach().partition(), offset).toString();
    }
}
