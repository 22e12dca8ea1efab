package io.sessionfold.engine.store;

import io.sessionfold.engine.session.PendingError;
import io.sessionfold.engine.session.Resources;
import io.sessionfold.engine.session.Run;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.guard.RetryGuard;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * About how much of the heap a decoded session and its guards take, in bytes: a sum over what may be many or long in them,
 * never far below what they take.
 */
final class SessionWeight {

    /** A session of which nothing unusual was said. */
    private static final long PLAIN = 2_048;

    /** An object with a few references, in a map or a list. */
    private static final long OBJECT = 96;

    /** A text beside its characters. */
    private static final long TEXT = 56;

    /** A run with its admission, its owner and its deadlines. */
    private static final long RUN = 1_024;

    /** A report that waits for a creation, texts among it. */
    private static final long HELD = 16_384;

    private SessionWeight() {}

    static long of(@Nullable Session session) {
        return session == null ? PLAIN : PLAIN + session(session);
    }

    static long of(RetryGuards guards) {
        long weight = 0;
        for (Map.Entry<String, RetryGuard> entry : guards.byKey().entrySet()) {
            weight += OBJECT + text(entry.getKey()) + guard(entry.getValue());
        }
        return weight;
    }

    private static long guard(RetryGuard guard) {
        return text(guard.runId())
                + text(guard.fingerprint())
                + text(guard.replyRef())
                + text(guard.errorCode())
                + text(guard.summary());
    }

    private static long session(Session session) {
        long weight = HELD * session.held().size();
        for (Run run : session.runs().open().values()) {
            PendingError error = run.pendingError();
            weight += RUN
                    + text(run.runId())
                    + text(run.admission().idempotencyKey())
                    + texts(run.admission().messageIds())
                    + texts(run.owedMessageIds())
                    + (error == null ? 0 : text(error.error()));
        }
        for (String connection : session.activity().openConnections().keySet()) {
            weight += 2 * OBJECT + text(connection);
        }
        if (session.identity() != null) {
            weight += texts(session.identity().memberIds());
            weight += entries(session.identity().tags());
            Resources resources = session.identity().resources();
            weight += resources == null ? 0 : entries(resources.requests()) + entries(resources.limits());
        }
        return weight;
    }

    private static long entries(Map<String, String> entries) {
        long weight = 0;
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            weight += OBJECT + text(entry.getKey()) + text(entry.getValue());
        }
        return weight;
    }

    private static long texts(List<String> texts) {
        long weight = 0;
        for (String text : texts) {
            weight += text(text);
        }
        return weight;
    }

    private static long text(@Nullable String text) {
        return text == null ? 0 : TEXT + text.length();
    }
}
