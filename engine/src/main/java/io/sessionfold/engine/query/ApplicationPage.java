package io.sessionfold.engine.query;

import io.sessionfold.engine.application.ApplicationRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a tenant's applications, in the order of their ids' UTF-8 bytes.
 *
 * @param rows without manifests and icons, which are half a megabyte each at their largest: they are asked for one by one
 * @param next an id behind which the next page begins; null if this is the last one. A page may have fewer rows than the
 *     limit, even none, and still not be the last.
 */
public record ApplicationPage(
        List<ApplicationRow> rows, @Nullable String next) {

    public ApplicationPage {
        rows = List.copyOf(rows);
    }
}
