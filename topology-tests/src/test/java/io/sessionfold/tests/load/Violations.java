package io.sessionfold.tests.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was wrong, by kind: each kind counted, and the first of each kept in words. */
public final class Violations {

    /** More of a kind tell nothing new. */
    private static final int KEPT = 5;

    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, List<String>> first = new EnumMap<>(Kind.class);

    /** The ways in which an answer, or the log, can be wrong. */
    public enum Kind {
        /** A row is not the fold of the log at its own position. */
        WRONG_ROW,
        /** A row or a name of another tenant. */
        OTHER_TENANT,
        /** Older than the reader asked for, without a word. */
        TOO_OLD,
        /** "Not found" or "gone" of what exists. */
        WRONGLY_ABSENT,
        /** A row of what never existed, or a "found" that cannot be. */
        WRONGLY_PRESENT,
        /** "Can never be reached" of what was reached. */
        WRONGLY_NEVER,
        /** A page out of order, with what was not asked for, or without what was. */
        WRONG_PAGE,
        /** A number that cannot have been. */
        WRONG_COUNT,
        /** What was answered is not what the fold decided. */
        WRONG_DECISION,
        /** An accepted event that is not in the log. */
        LOST,
        /** An event that was applied more than once. */
        DECIDED_TWICE,
        /** A run that was admitted more than once, or two at a time where one may be. */
        ADMITTED_TWICE,
        /** A record that nobody read, or of which nobody knows what became. */
        NOT_CONSERVED,
        /** A topic that does not hold what the fold of the log lets out. */
        WRONG_OUTPUT
    }

    void add(Kind kind, String what) {
        counts.merge(kind, 1, Integer::sum);
        List<String> kept = first.computeIfAbsent(kind, unused -> new ArrayList<>());
        if (kept.size() < KEPT) {
            kept.add(what);
        }
    }

    void addIf(boolean wrong, Kind kind, String what) {
        if (wrong) {
            add(kind, what);
        }
    }

    /** How many there are of each kind that there is. */
    public Map<Kind, Integer> counts() {
        return counts;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((kind, count) -> {
            text.append(count).append(" × ").append(kind).append('\n');
            first.getOrDefault(kind, List.of())
                    .forEach(what -> text.append("  ").append(what).append('\n'));
        });
        return text.toString();
    }
}
