package io.sessionfold.engine.http;

import io.sessionfold.engine.history.PastWish;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.query.ReadWish;
import io.sessionfold.engine.topology.Topics;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code asOf} may be: a position as people write it, {@code sessionfold.events-3@91}, or {@code 3@91}; a token from an answer; or a
 * time in ISO 8601 with its zone.
 */
final class AsOf {

    private static final Pattern POSITION = Pattern.compile("(?:(.{1,249})-)?([0-9]{1,9})@([0-9]{1,18})");

    private static final String EVENTS_IN_SHORT = "events";

    private AsOf() {}

    /**
     * Reads it.
     *
     * @param partition where the session's events are: only there a position says something about it
     * @param owner whose rows alone may be seen; null for all
     */
    static PastWish parse(String text, int partition, LogIdentity log, @Nullable String owner) {
        Matcher position = POSITION.matcher(text);
        if (position.matches()) {
            String topic = position.group(1);
            boolean isOfEvents = topic == null || topic.equals(Topics.EVENTS) || topic.equals(EVENTS_IN_SHORT);
            if (!isOfEvents || Integer.parseInt(position.group(2)) != partition) {
                throw wrong(
                        "a position on " + Topics.EVENTS + '-' + partition + ", where this session's events are", text);
            }
            return PastWish.at(Long.parseLong(position.group(3)), owner, ReadWish.PATIENCE);
        }
        Optional<PositionToken> token = PositionToken.parse(text);
        return token.isPresent()
                ? PastWish.at(offset(token.get(), partition, log), owner, ReadWish.PATIENCE)
                : PastWish.atTime(timeMs(text), owner, ReadWish.PATIENCE);
    }

    private static long offset(PositionToken token, int partition, LogIdentity log) {
        if (!log.takes(token.log())) {
            throw new ProblemException(Problem.versionNotReached("That position is of another log"));
        }
        Long offset = token.events().get(partition);
        if (offset == null) {
            throw new ProblemException(Problem.invalidRequest("Expected asOf to be a position on " + Topics.EVENTS + '-'
                    + partition + ", where this session's events are, but its token says nothing of that partition"));
        }
        return offset;
    }

    private static long timeMs(String text) {
        try {
            // In a query a plus stands for a space.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong(
                    "a time in ISO 8601 with its zone, such as 2026-11-20T10:00:00Z, a position, such as "
                            + Topics.EVENTS + "-3@91, or a Sessionfold-Position",
                    text);
        }
    }

    private static ProblemException wrong(String expected, String text) {
        return QueryParameters.wrong("asOf", expected, text);
    }
}
