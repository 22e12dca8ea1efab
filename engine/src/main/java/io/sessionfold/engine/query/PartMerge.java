package io.sessionfold.engine.query;

import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Several instances' parts of a list, merged into one page in the order of the session keys' UTF-8 bytes. */
final class PartMerge {

    private PartMerge() {}

    /** The page of these parts. */
    static SessionPage page(PartWish wish, Collection<PartRead> parts) {
        ListMerge<Session> merged = ListMerge.of(
                parts.stream().flatMap(read -> read.part().sessions().stream()),
                session -> session.key().sessionKey(),
                parts.stream().map(PartMerge::end),
                wish.limit());
        List<PublicRow> rows = new ArrayList<>(merged.page().size());
        merged.page().forEach(session -> PublicRow.of(session).ifPresent(rows::add));
        String next = merged.next();
        return new SessionPage(
                rows, next == null ? null : Cursor.after(next, wish.filter()), events(parts), source(parts));
    }

    /** Which other instances answered, and how stale the stalest copy among them was. */
    static Source source(Collection<PartRead> parts) {
        String instances = parts.stream()
                .map(read -> read.source().instance())
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        Duration staleness = parts.stream()
                .map(read -> read.source().staleness())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Source(instances.isEmpty() ? null : instances, staleness);
    }

    private static @Nullable String end(PartRead read) {
        Cursor cursor = read.part().cursor();
        return cursor == null ? null : cursor.sessionKey();
    }

    private static SortedMap<Integer, Long> events(Collection<PartRead> parts) {
        SortedMap<Integer, Long> events = new TreeMap<>();
        parts.forEach(read -> events.putAll(read.part().events()));
        return events;
    }
}
