package io.sessionfold.tests.dsl;

import io.sessionfold.contract.SessionRow;
import java.util.List;

/** The records of sessions-changed since the last {@code when}. */
public final class PublishedRows {

    PublishedRows() {}

    /** The last record of a session. */
    public RowExpectation shows(String session) {
        return shows(EventToWrite.TENANT, session);
    }

    /** The last record of a session of another tenant. */
    public RowExpectation shows(String tenant, String session) {
        return RowExpectation.of("sessionsChanged().shows(\"" + session + "\")", moment -> {
            List<SessionRow> rows = rows(moment, tenant, session);
            if (rows.isEmpty()) {
                throw new AssertionError("Expected sessions-changed to show '" + session + "', but it shows "
                        + moment.since().rows());
            }
            return rows.get(rows.size() - 1);
        });
    }

    /** The only record of the first session: one change, one record (INV-3). */
    public RowExpectation showsOnce(String session) {
        return RowExpectation.of("sessionsChanged().showsOnce(\"" + session + "\")", moment -> {
            List<SessionRow> rows = rows(moment, EventToWrite.TENANT, session);
            if (rows.size() != 1) {
                throw new AssertionError("Expected sessions-changed to show '" + session + "' once, but it shows it "
                        + rows.size() + " times: " + rows);
            }
            return rows.get(0);
        });
    }

    /** So many records of any session. */
    public Expectation areExactly(int count) {
        return new Told("sessionsChanged().areExactly(" + count + ")", moment -> {
            List<SessionRow> rows = moment.since().rows();
            if (rows.size() != count) {
                throw new AssertionError("Expected sessions-changed to have " + count + " records, but it had "
                        + rows.size() + ": " + rows);
            }
        });
    }

    public Expectation areEmpty() {
        return areExactly(0);
    }

    private static List<SessionRow> rows(Moment moment, String tenant, String session) {
        String tenantId = moment.performance().key(tenant, session).tenantId();
        return moment.since().of(tenantId, session).rows();
    }
}
