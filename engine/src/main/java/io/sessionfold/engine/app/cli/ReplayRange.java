package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.replay.Until;
import io.sessionfold.engine.topology.Topics;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say how far the log is folded. */
final class ReplayRange {

    private static final Pattern POSITION =
            Pattern.compile("(?:" + Pattern.quote(Topics.EVENTS) + "-|events-)?(\\d{1,9})@(\\d{1,18})");

    @Option(
            names = "--to-position",
            paramLabel = "POSITION",
            description =
                    "Up to this record, it included: PARTITION@OFFSET (as in events-3@91), several with commas, or"
                            + " the token of an answer. Partitions that are not named are not read.")
    private @Nullable String toPosition;

    @Option(
            names = "--to-time",
            paramLabel = "TIME",
            description = "Up to this record time, e.g. 2026-11-20T10:00:00Z, on each partition.")
    private @Nullable String toTime;

    /** How far. */
    Until until(Logs logs) {
        if (toPosition != null && toTime != null) {
            throw CommandException.usage("Expected --to-position or --to-time, but there were both");
        }
        if (toTime != null) {
            return new Until.Time(time(toTime));
        }
        return toPosition == null ? new Until.End() : new Until.Positions(positions(toPosition, logs));
    }

    /** As it was asked, for the statistics. */
    String inWords() {
        if (toTime != null) {
            return "time " + toTime;
        }
        return toPosition == null ? "end" : "position " + toPosition;
    }

    private static long time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw CommandException.usage(
                    "Expected --to-time to be a time like 2026-11-20T10:00:00Z, but it was '" + text + "'");
        }
    }

    private static SortedMap<Integer, Long> positions(String text, Logs logs) {
        Optional<PositionToken> token = PositionToken.parse(text);
        if (token.isPresent()) {
            return ofToken(token.get(), logs);
        }
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        for (String one : text.split(",", -1)) {
            Matcher position = POSITION.matcher(one.trim());
            if (!position.matches()) {
                throw CommandException.usage(
                        "Expected --to-position to be PARTITION@OFFSET or a token, but it was '" + one + "'");
            }
            offsets.put(Integer.valueOf(position.group(1)), Long.valueOf(position.group(2)));
        }
        return offsets;
    }

    private static SortedMap<Integer, Long> ofToken(PositionToken token, Logs logs) {
        if (!identity(logs).takes(token.log())) {
            throw CommandException.usage(
                    "Expected --to-position to be a token of this log, but it is one of another cluster, or of topics that were made anew");
        }
        if (token.events().isEmpty()) {
            throw CommandException.usage(
                    "Expected --to-position to name a position of events, but its token names none");
        }
        return token.events();
    }

    /** As the engine says it: of the cluster, the events and the changes. */
    private static LogIdentity identity(Logs logs) {
        String events = logs.identity(Topics.EVENTS);
        String changes = logs.identity(Topics.SESSIONS_CHANGED);
        int slash = events.lastIndexOf('/');
        return LogIdentity.of(
                events.substring(0, slash),
                List.of(events.substring(slash + 1), changes.substring(changes.lastIndexOf('/') + 1)));
    }
}
