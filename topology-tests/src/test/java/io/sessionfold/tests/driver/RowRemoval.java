package io.sessionfold.tests.driver;

import io.sessionfold.contract.SessionRow;
import java.util.List;

/**
 * A tombstone of sessions-changed: the row is gone from the table.
 *
 * @param afterVersion the stateVersion of the last row before it; 0 if there was none
 */
public record RowRemoval(String tenantId, String sessionKey, long afterVersion) {

    /** A tombstone that was read after these rows. */
    public static RowRemoval after(List<SessionRow> rows, String tenantId, String sessionKey) {
        long version = rows.stream()
                .filter(row -> row.getTenantId().equals(tenantId)
                        && row.getSessionKey().equals(sessionKey))
                .mapToLong(SessionRow::getStateVersion)
                .reduce(0, (first, second) -> second);
        return new RowRemoval(tenantId, sessionKey, version);
    }

    /** The same, by the record's key. */
    public static RowRemoval after(List<SessionRow> rows, String recordKey) {
        int slash = recordKey.indexOf('/');
        return after(rows, recordKey.substring(0, slash), recordKey.substring(slash + 1));
    }
}
