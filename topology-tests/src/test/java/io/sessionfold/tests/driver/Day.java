package io.sessionfold.tests.driver;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * The day on which a scenario plays, so that its times can be written as a clock shows them.
 *
 * @param midnightMs where the day begins, in milliseconds since 1970
 */
public record Day(long midnightMs) {

    /** When every scenario begins. */
    public static final String START = "10:00";

    /** The day of scenarios that nothing else plays beside. */
    public static final Day FIRST =
            new Day(Instant.parse("2026-11-20T00:00:00Z").toEpochMilli());

    /** The day that is so many days after this one. */
    public Day plus(int days) {
        return new Day(midnightMs + Duration.ofDays(days).toMillis());
    }

    /** The time that a clock shows, as {@code 10:06}, {@code 10:06:30} or {@code 10:06:30.250}, in ms since 1970. */
    public long at(String clock) {
        return midnightMs + LocalTime.parse(clock).toNanoOfDay() / 1_000_000;
    }

    /** When the scenario begins, in milliseconds since 1970. */
    public long startMs() {
        return at(START);
    }

    /** What a clock shows at a time, with the days since the scenario's own. */
    public String clock(long atMs) {
        long days = Math.floorDiv(atMs - midnightMs, Duration.ofDays(1).toMillis());
        LocalTime time = Instant.ofEpochMilli(atMs).atZone(ZoneOffset.UTC).toLocalTime();
        return days == 0 ? time.toString() : time + (days > 0 ? "+" : "") + days + "d";
    }
}
