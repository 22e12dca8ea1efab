package io.sessionfold.engine.query;

import io.sessionfold.engine.store.IndexEntry;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which entry of the index serves a filter. There are no statistics: the order is that of how many sessions of a tenant
 * usually share a value, from those that are quarantined, which none should be, down to a kind.
 */
final class FilterIndex {

    private FilterIndex() {}

    /** The entry that names the fewest sessions; empty if only a look at every row will do. */
    static Optional<IndexEntry> of(SessionFilter filter) {
        return entries(filter).findFirst();
    }

    /** The entry whose hits are exactly what is asked for; empty if rows have to be looked at, or nothing is asked. */
    static Optional<IndexEntry> exactly(SessionFilter filter) {
        long wanted = Stream.of(
                        Optional.ofNullable(filter.owner()),
                        Optional.ofNullable(filter.phase()),
                        Optional.ofNullable(filter.active()),
                        Optional.ofNullable(filter.kind()),
                        Optional.ofNullable(filter.name()),
                        Optional.ofNullable(filter.producer()),
                        Optional.ofNullable(filter.quarantined()))
                .filter(Optional::isPresent)
                .count();
        return wanted == 1 && !filter.live() ? of(filter) : Optional.empty();
    }

    private static Stream<IndexEntry> entries(SessionFilter filter) {
        return Stream.of(
                        quarantined(filter.quarantined()),
                        liveName(filter),
                        Optional.ofNullable(filter.name()).map(IndexEntry::name),
                        Optional.ofNullable(filter.owner()).map(IndexEntry::owner),
                        Optional.ofNullable(filter.producer()).map(IndexEntry::producer),
                        active(filter.active()),
                        Optional.ofNullable(filter.phase()).map(IndexEntry::phase),
                        Optional.ofNullable(filter.kind()).map(IndexEntry::kind))
                .flatMap(Optional::stream);
    }

    private static Optional<IndexEntry> liveName(SessionFilter filter) {
        return filter.live() && filter.owner() != null && filter.name() != null
                ? Optional.of(IndexEntry.liveName(filter.owner(), filter.name()))
                : Optional.empty();
    }

    private static Optional<IndexEntry> quarantined(@Nullable Boolean quarantined) {
        return Optional.ofNullable(quarantined).filter(Boolean::booleanValue).map(yes -> IndexEntry.QUARANTINED);
    }

    private static Optional<IndexEntry> active(@Nullable Boolean active) {
        return Optional.ofNullable(active).filter(Boolean::booleanValue).map(yes -> IndexEntry.ACTIVE);
    }
}
