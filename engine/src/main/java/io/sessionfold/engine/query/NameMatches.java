package io.sessionfold.engine.query;

import io.sessionfold.engine.session.PublicRow;
import java.util.List;

/**
 * The sessions that a name stands for.
 *
 * @param rows none, one, or the first two
 * @param source which other instances answered, if any, and how stale the stalest copy among them was
 */
public record NameMatches(List<PublicRow> rows, Source source) {

    public NameMatches {
        rows = List.copyOf(rows);
    }
}
