package io.sessionfold.tests.handover;

import java.util.ArrayList;
import java.util.List;

/** The longest times without an answer in ms, one per round. Not thread-safe. */
final class Measured {

    private final List<Long> owners = new ArrayList<>();
    private final List<Long> any = new ArrayList<>();
    private final List<Long> others = new ArrayList<>();

    /**
     * One round.
     *
     * @param ownersMs of the owner of a key of the instance that went
     * @param anyMs of anybody for such a key
     * @param othersMs of the owner of another key
     */
    void add(long ownersMs, long anyMs, long othersMs) {
        owners.add(ownersMs);
        any.add(anyMs);
        others.add(othersMs);
    }

    static String head() {
        return "| the owner goes by | without the owner's answer | without any answer | keys of other owners |%n"
                        .formatted()
                + "|---|---|---|---|";
    }

    /** A row of a table: shortest, median and longest in seconds. */
    String row(Case of) {
        return "| %s | %s | %s | %s |".formatted(of, spread(owners), spread(any), spread(others));
    }

    private static String spread(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return "%.2f / %.2f / %.2f"
                .formatted(
                        sorted.get(0) / 1e3, sorted.get(sorted.size() / 2) / 1e3, sorted.get(sorted.size() - 1) / 1e3);
    }
}
