package io.sessionfold.engine.query;

import io.sessionfold.engine.session.PublicRow;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, in the order of the session keys' UTF-8 bytes.
 *
 * @param cursor where the next page begins; null if this is the last one. A page may have fewer rows than the limit, even
 *     none, and still not be the last.
 * @param events per partition, an offset up to which the rows are at least folded
 * @param source which other instances answered, if any, and how stale the stalest copy among them was
 */
public record SessionPage(
        List<PublicRow> rows, @Nullable Cursor cursor, SortedMap<Integer, Long> events, Source source) {

    public SessionPage {
        rows = List.copyOf(rows);
    }
}
