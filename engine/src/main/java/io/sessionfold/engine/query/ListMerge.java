package io.sessionfold.engine.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Several parts of one list, merged into a page in the order of the keys' UTF-8 bytes.
 *
 * @param next a key behind which the next page begins; null if this is the last one
 */
record ListMerge<T>(List<T> page, @Nullable String next) {

    private static final Comparator<String> IN_ORDER = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    /**
     * The page of these parts. A part that stops early bounds it: behind that part's end another one may have something
     * that comes first.
     *
     * @param ends where each part stops; null where it has no more
     */
    static <T> ListMerge<T> of(Stream<T> all, Function<T, String> keyOf, Stream<@Nullable String> ends, int limit) {
        String bound = ends.filter(Objects::nonNull).min(IN_ORDER).orElse(null);
        List<T> sure = all.filter(one -> bound == null || IN_ORDER.compare(keyOf.apply(one), bound) <= 0)
                .sorted(Comparator.comparing(keyOf, IN_ORDER))
                .toList();
        return sure.size() <= limit
                ? new ListMerge<>(sure, bound)
                : new ListMerge<>(sure.subList(0, limit), keyOf.apply(sure.get(limit - 1)));
    }
}
