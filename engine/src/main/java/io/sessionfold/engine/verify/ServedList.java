package io.sessionfold.engine.verify;

import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.session.SessionKey;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The whole list of the rows that an engine serves.
 *
 * @param tenantId whose rows an engine serves to whoever asked; null if it was not asked
 * @param rows those within what is verified, each as it came
 * @param reached per partition of the events, the offset up to which the engine said that every row is at least folded
 */
public record ServedList(@Nullable String tenantId, List<ServedRow> rows, SortedMap<Integer, Long> reached) {

    /** No engine was asked. */
    public static final ServedList NONE = new ServedList(null, List.of(), Collections.emptySortedMap());

    public ServedList {
        rows = List.copyOf(rows);
        reached = Collections.unmodifiableSortedMap(new TreeMap<>(reached));
    }

    /** Whether the row of a session that exists has to be in it. */
    boolean hasToHave(SessionKey key, Scope scope) {
        return key.tenantId().equals(tenantId) && scope.takes(key.recordKey().getBytes(StandardCharsets.UTF_8));
    }
}
