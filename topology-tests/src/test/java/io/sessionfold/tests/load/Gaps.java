package io.sessionfold.tests.load;

import io.sessionfold.engine.session.SessionKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For how long nobody could get an answer about a session: from the first question that failed to the next good answer. */
final class Gaps {

    private final Set<SessionKey> answered = new HashSet<>();
    private final Map<SessionKey, Long> failingSinceNs = new HashMap<>();
    private Duration longest = Duration.ZERO;
    private @Nullable SessionKey where;

    /**
     * Nobody misses what was never there: a session counts from its first good answer on, and one that is asked for all the
     * time tells most.
     *
     * @param answers in the order in which they came
     * @param withToken whether only questions with a token count, which a copy can seldom answer, or only those without
     */
    Gaps(List<Answer> answers, boolean withToken) {
        for (Answer answer : answers) {
            if (answer.ask() instanceof Ask.Row row
                    && LoadPlan.sharedKeys().contains(row.sessionKey())
                    && withToken == (row.minOffset() != Answer.NOWHERE)) {
                add(new SessionKey(answer.who().tenantId(), row.sessionKey()), answer);
            }
        }
    }

    Duration longest() {
        return longest;
    }

    @Override
    public String toString() {
        return longest.toMillis() + " ms" + (where == null ? "" : " (" + where + ")");
    }

    private void add(SessionKey key, Answer answer) {
        if (!answer.isGood()) {
            if (answered.contains(key)) {
                failingSinceNs.putIfAbsent(key, answer.askedNs());
            }
            return;
        }
        answered.add(key);
        Long since = failingSinceNs.remove(key);
        if (since != null && answer.answeredNs() - since > longest.toNanos()) {
            longest = Duration.ofNanos(answer.answeredNs() - since);
            where = key;
        }
    }
}
