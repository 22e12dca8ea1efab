package io.sessionfold.engine.store;

import java.util.HashSet;
import java.util.Set;

/** What has to be written where a session's entries became others. */
public record IndexChange(Set<IndexEntry> added, Set<IndexEntry> removed) {

    /** Nothing has to be written. */
    public static final IndexChange NONE = new IndexChange(Set.of(), Set.of());

    static IndexChange between(Set<IndexEntry> before, Set<IndexEntry> after) {
        return before.equals(after) ? NONE : new IndexChange(without(after, before), without(before, after));
    }

    private static Set<IndexEntry> without(Set<IndexEntry> entries, Set<IndexEntry> others) {
        Set<IndexEntry> rest = new HashSet<>(entries);
        rest.removeAll(others);
        return rest;
    }
}
