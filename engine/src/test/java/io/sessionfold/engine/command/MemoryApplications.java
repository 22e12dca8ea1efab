package io.sessionfold.engine.command;

import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.application.ApplicationRow;
import io.sessionfold.engine.query.ApplicationPage;
import io.sessionfold.engine.query.ApplicationQuery;
import io.sessionfold.engine.query.QueryResult;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Applications in memory. */
public final class MemoryApplications implements ApplicationQuery {

    private final Map<ApplicationKey, ApplicationRow> rows = new ConcurrentHashMap<>();

    /** From now on the row stands there. */
    public void put(ApplicationRow row) {
        rows.put(row.key(), row);
    }

    @Override
    public QueryResult<ApplicationRow> find(ApplicationKey key) {
        ApplicationRow row = rows.get(key);
        return row == null ? new QueryResult.NotFound<>() : new QueryResult.Found<>(row);
    }

    @Override
    public QueryResult<ApplicationPage> list(String tenantId, @Nullable String after, int limit) {
        List<ApplicationRow> found = rows.values().stream()
                .filter(row -> row.key().tenantId().equals(tenantId))
                .filter(row -> after == null || row.key().applicationId().compareTo(after) > 0)
                .sorted(Comparator.comparing(row -> row.key().applicationId()))
                .toList();
        return found.size() <= limit
                ? new QueryResult.Found<>(new ApplicationPage(found, null))
                : new QueryResult.Found<>(new ApplicationPage(
                        found.subList(0, limit), found.get(limit - 1).key().applicationId()));
    }
}
