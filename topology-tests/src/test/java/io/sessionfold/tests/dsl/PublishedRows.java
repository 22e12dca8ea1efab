package io.sessionfold.tests.dsl;

import io.sessionfold.contract.SessionRow;
import io.sessionfold.tests.driver.Outputs;
import io.sessionfold.tests.driver.RowRemoval;
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
        return RowExpectation.of(
                "sessionsChanged().shows(\"" + session + "\")",
                moment -> last(rows(moment, tenant, session), session, moment));
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

    /** The last row of a session, and behind it nothing but the tombstone that takes it out of the table. */
    public RowExpectation showsTheEndOf(String session) {
        return RowExpectation.of("sessionsChanged().showsTheEndOf(\"" + session + "\")", moment -> {
            String tenantId =
                    moment.performance().key(EventToWrite.TENANT, session).tenantId();
            Outputs since = moment.since().of(tenantId, session);
            SessionRow last = last(since.rows(), session, moment);
            RowRemoval tombstone = new RowRemoval(tenantId, session, last.getStateVersion());
            if (!since.removals().equals(List.of(tombstone))) {
                throw new AssertionError("Expected sessions-changed to have one tombstone of '" + session
                        + "' behind its last row, but it had " + since.removals() + " behind " + last);
            }
            return last;
        });
    }

    /** No tombstone. */
    public Expectation removeNothing() {
        return new Told("sessionsChanged().removeNothing()", moment -> {
            if (!moment.since().removals().isEmpty()) {
                throw new AssertionError("Expected sessions-changed to have no tombstone, but it had "
                        + moment.since().removals());
            }
        });
    }

    public Expectation areEmpty() {
        return areExactly(0);
    }

    private static SessionRow last(List<SessionRow> rows, String session, Moment moment) {
        if (rows.isEmpty()) {
            throw new AssertionError("Expected sessions-changed to show '" + session + "', but it shows "
                    + moment.since().rows());
        }
        return rows.get(rows.size() - 1);
    }

    private static List<SessionRow> rows(Moment moment, String tenant, String session) {
        String tenantId = moment.performance().key(tenant, session).tenantId();
        return moment.since().of(tenantId, session).rows();
    }
}
