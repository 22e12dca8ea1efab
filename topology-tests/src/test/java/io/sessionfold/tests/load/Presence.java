package io.sessionfold.tests.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.session.SessionKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From when on a session is known to be there, and from when on it may be gone, in nanoseconds of the askers' clock. It is
 * there from the first answer on that showed it, or that acknowledged its creation; it may be gone from the first request
 * on that asked for that.
 */
final class Presence {

    static final String CREATION = "SessionCreated";
    static final String DELETION = "SessionDeleted";

    private final Map<SessionKey, Long> askedFor = new HashMap<>();
    private final Map<SessionKey, Long> thereSince = new HashMap<>();
    private final Map<SessionKey, Long> goneSince = new HashMap<>();

    Presence(FoldedLog log, List<Answer> answers) {
        answers.forEach(answer -> note(log, answer));
    }

    /** Whether a session was there when a question was asked, and nobody wanted it gone before the answer came. */
    boolean isThere(SessionKey key, Answer answer) {
        return thereSince.getOrDefault(key, Long.MAX_VALUE) <= answer.askedNs() && !mayBeGone(key, answer);
    }

    /** Whether somebody wanted it gone before an answer came. */
    boolean mayBeGone(SessionKey key, Answer answer) {
        return goneSince.getOrDefault(key, Long.MAX_VALUE) < answer.answeredNs();
    }

    /** Whether somebody wanted it created before an answer came. */
    boolean mayBeThere(SessionKey key, Answer answer) {
        return askedFor.getOrDefault(key, Long.MAX_VALUE) < answer.answeredNs();
    }

    private void note(FoldedLog log, Answer answer) {
        String tenant = answer.who().tenantId();
        for (JsonNode row : RowCheck.rows(answer)) {
            SessionKey key = new SessionKey(tenant, row.path("sessionKey").asText());
            thereSince.merge(key, answer.answeredNs(), Math::min);
        }
        if (answer.ask() instanceof Ask.Change change) {
            SessionKey key = new SessionKey(tenant, change.sessionKey());
            if (change.type().equals(DELETION)) {
                goneSince.merge(key, answer.askedNs(), Math::min);
            }
            if (change.type().equals(CREATION)) {
                askedFor.merge(key, answer.askedNs(), Math::min);
                if (answer.status() == Answer.ACCEPTED && isInLog(log, key)) {
                    thereSince.merge(key, answer.answeredNs(), Math::min);
                }
            }
        }
    }

    /** An acknowledged creation that the log does not have is a loss, and another check's to say. */
    private static boolean isInLog(FoldedLog log, SessionKey key) {
        return log.events(key).stream().anyMatch(event -> event.type().equals(CREATION) && event.isApplied());
    }
}
