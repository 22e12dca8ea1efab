package io.sessionfold.engine.query;

import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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

    private static final Comparator<String> IN_ORDER = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private PartMerge() {}

    /**
     * The page of these parts. A part that stops early bounds it: behind that part's cursor another one may have sessions
     * that come first.
     */
    static SessionPage page(PartWish wish, Collection<PartRead> parts) {
        String bound = parts.stream()
                .map(read -> read.part().cursor())
                .filter(Objects::nonNull)
                .map(Cursor::sessionKey)
                .min(IN_ORDER)
                .orElse(null);
        List<Session> sessions = parts.stream()
                .flatMap(read -> read.part().sessions().stream())
                .filter(session -> bound == null || IN_ORDER.compare(keyOf(session), bound) <= 0)
                .sorted(Comparator.comparing(PartMerge::keyOf, IN_ORDER))
                .toList();
        List<Session> page = sessions.subList(0, Math.min(wish.limit(), sessions.size()));
        List<PublicRow> rows = new ArrayList<>(page.size());
        page.forEach(session -> PublicRow.of(session).ifPresent(rows::add));
        return new SessionPage(rows, cursor(wish, sessions, page, bound), events(parts), source(parts));
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

    private static @Nullable Cursor cursor(
            PartWish wish, List<Session> sessions, List<Session> page, @Nullable String bound) {
        if (page.size() < sessions.size() || (page.size() == wish.limit() && bound != null)) {
            return Cursor.after(keyOf(page.get(page.size() - 1)), wish.filter());
        }
        return bound == null ? null : Cursor.after(bound, wish.filter());
    }

    private static SortedMap<Integer, Long> events(Collection<PartRead> parts) {
        SortedMap<Integer, Long> events = new TreeMap<>();
        parts.forEach(read -> events.putAll(read.part().events()));
        return events;
    }

    private static String keyOf(Session session) {
        return session.key().sessionKey();
    }
}
