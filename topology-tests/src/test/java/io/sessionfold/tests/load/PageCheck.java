package io.sessionfold.tests.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.query.Cursor;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.tests.load.Violations.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A page is in order, shows nothing that was not asked for, and leaves out nothing up to the positions that it states. */
final class PageCheck implements Check {

    @Override
    public void check(FoldedLog log, List<Answer> answers, Violations violations) {
        Presence presence = new Presence(log, answers);
        for (Answer answer : answers) {
            if (answer.status() == Answer.OK && answer.ask() instanceof Ask.Page page) {
                checkOrder(page, answer, violations);
                checkMatches(log, page, answer, violations);
                if (page.wanted().isForGood()) {
                    checkAllThere(log, page, answer, presence, violations);
                }
            } else if (answer.status() == Answer.OK && answer.ask() instanceof Ask.Count count) {
                checkNumber(log, count, answer, presence, violations);
            }
        }
    }

    private static void checkOrder(Ask.Page page, Answer answer, Violations violations) {
        String before = page.after();
        for (JsonNode row : RowCheck.rows(answer)) {
            String key = row.path("sessionKey").asText();
            violations.addIf(
                    compare(before, key) >= 0,
                    Kind.WRONG_PAGE,
                    "Expected '" + key + "' before '" + before + "', but " + answer);
            before = key;
        }
        violations.addIf(
                RowCheck.rows(answer).size() > page.limit(),
                Kind.WRONG_PAGE,
                "Expected " + page.limit() + " rows at most, but " + answer);
    }

    private static void checkMatches(FoldedLog log, Ask.Page page, Answer answer, Violations violations) {
        for (JsonNode row : RowCheck.rows(answer)) {
            SessionKey key = key(answer, row);
            violations.addIf(
                    log.at(key, RowCheck.offset(row))
                            .flatMap(Decided::row)
                            .filter(shown -> !page.wanted().matches(shown))
                            .isPresent(),
                    Kind.WRONG_PAGE,
                    "Expected nothing but " + page.wanted() + ", but " + answer);
        }
    }

    private static void checkAllThere(
            FoldedLog log, Ask.Page page, Answer answer, Presence presence, Violations violations) {
        Set<SessionKey> shown = new HashSet<>();
        RowCheck.rows(answer).forEach(row -> shown.add(key(answer, row)));
        String last = lastKey(answer);
        for (SessionKey key : log.keys()) {
            boolean isOnPage = key.tenantId().equals(answer.who().tenantId())
                    && compare(page.after(), key.sessionKey()) < 0
                    && (last == null || compare(key.sessionKey(), last) <= 0);
            violations.addIf(
                    isOnPage && !shown.contains(key) && isThere(log, key, page.wanted(), answer, presence),
                    Kind.WRONG_PAGE,
                    "Expected " + key + " on the page, but " + answer);
        }
    }

    private static void checkNumber(
            FoldedLog log, Ask.Count count, Answer answer, Presence presence, Violations violations) {
        int least = 0;
        int most = 0;
        for (SessionKey key : log.keys()) {
            if (key.tenantId().equals(answer.who().tenantId())) {
                boolean isForGood = count.wanted().isForGood();
                least += isForGood && isThere(log, key, count.wanted(), answer, presence) ? 1 : 0;
                most += presence.mayBeThere(key, answer) && mayMatch(log, key, count.wanted()) ? 1 : 0;
            }
        }
        long number = answer.json().path("count").asLong(-1);
        violations.addIf(
                number < least || number > most,
                Kind.WRONG_COUNT,
                "Expected between " + least + " and " + most + ", but " + answer);
    }

    /** Whether a session matches at the position that an answer states for its partition, and cannot be gone since. */
    private static boolean isThere(FoldedLog log, SessionKey key, Wanted wanted, Answer answer, Presence presence) {
        long reached = log.partition(key).map(answer::reached).orElse(Answer.NOWHERE);
        return log.upTo(key, reached)
                        .flatMap(Decided::row)
                        .filter(wanted::matches)
                        .isPresent()
                && !presence.mayBeGone(key, answer);
    }

    private static boolean mayMatch(FoldedLog log, SessionKey key, Wanted wanted) {
        for (Decided event : log.events(key)) {
            PublicRow row = event.row().orElse(null);
            if (row != null && wanted.matches(row)) {
                return true;
            }
        }
        return false;
    }

    /** Where the page ends; null if nothing is behind it. */
    private static @Nullable String lastKey(Answer answer) {
        JsonNode cursor = answer.json().path("cursor");
        return cursor.isTextual()
                ? Cursor.parse(cursor.asText()).map(Cursor::sessionKey).orElseThrow()
                : null;
    }

    private static SessionKey key(Answer answer, JsonNode row) {
        return new SessionKey(answer.who().tenantId(), row.path("sessionKey").asText());
    }

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
