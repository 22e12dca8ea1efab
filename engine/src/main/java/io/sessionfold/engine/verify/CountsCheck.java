package io.sessionfold.engine.verify;

import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Conservation: every record of a partition was read once and something became of each, and the live counts say of each
 * what the log folded again says.
 */
final class CountsCheck {

    private CountsCheck() {}

    /**
     * Compares the counts of one partition.
     *
     * @param replayed up to the last record that the live fold had read
     * @param at that record
     */
    static void compare(
            ProgressCounts replayed, ProgressCounts live, Position at, long recordTimeMs, Findings findings) {
        if (live.missing() != 0) {
            findings.add(finding(
                    Kind.NOT_CONSERVED,
                    at,
                    recordTimeMs,
                    "a decision on every record of the partition",
                    "%d of %d have none".formatted(live.missing(), live.get(Count.READ))));
        }
        FieldDifferences.Sides sides = differences(replayed, live);
        if (sides != null) {
            findings.add(finding(
                    Kind.COUNTS_DIFFER,
                    at,
                    recordTimeMs,
                    "the live counts to be " + sides.expected(),
                    "they are " + sides.actual()));
        }
    }

    /** Which counts are not those of the log folded again; null if all are. */
    static FieldDifferences.@Nullable Sides differences(ProgressCounts replayed, ProgressCounts live) {
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (Count count : Count.values()) {
            // A record that the row had folded before a crash is skipped: a replay meets none.
            if (count != Count.SKIPPED && replayed.get(count) != live.get(count)) {
                String name = count.name().toLowerCase(Locale.ROOT);
                expected.add(name + " " + replayed.get(count));
                actual.add(name + " " + live.get(count));
            }
        }
        for (RejectionReason reason : RejectionReason.values()) {
            if (replayed.get(reason) != live.get(reason)) {
                expected.add(reason + " " + replayed.get(reason));
                actual.add(reason + " " + live.get(reason));
            }
        }
        return expected.isEmpty()
                ? null
                : new FieldDifferences.Sides(String.join(", ", expected), String.join(", ", actual));
    }

    /** There are outputs of a partition, but no counts. */
    static void absent(Position at, Findings findings) {
        findings.add(finding(
                Kind.COUNTS_DIFFER, at, 0, "live counts of a partition whose outputs are published", "there are none"));
    }

    private static Finding finding(Kind kind, Position at, long recordTimeMs, String expected, String actual) {
        return new Finding(kind, at.topic() + '-' + at.partition(), null, at, null, recordTimeMs, expected, actual);
    }
}
