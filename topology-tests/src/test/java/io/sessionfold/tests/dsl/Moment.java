package io.sessionfold.tests.dsl;

import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.Outputs;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.StoredSession;
import java.util.Optional;

/**
 * What can be seen when an expectation is looked at.
 *
 * @param since what came out since the last {@code when}
 */
public record Moment(Performance performance, Recording recording, Outputs since) {

    /** The row of a session as a query would answer it. */
    public Optional<SessionRow> row(SessionKey key) {
        return Optional.ofNullable(recording.sessions().get(key))
                .map(StoredSession::session)
                .flatMap(PublicRow::of)
                .map(RowCodec::write);
    }

    /** What the store holds of a session of the usual tenant. */
    public StoredSession stored(String session) {
        SessionKey key = performance.key(EventToWrite.TENANT, session);
        StoredSession stored = recording.sessions().get(key);
        if (stored == null) {
            throw new AssertionError("Expected session '" + key + "' to be held, but it is not");
        }
        return stored;
    }

    /** What came out about one tenant since the last {@code when}. */
    public Outputs sinceIn(String tenant) {
        return since.of(performance.tenant(tenant));
    }

    String stateOf(String runId) {
        return stored(EventToWrite.SESSION)
                .session()
                .runs()
                .find(runId)
                .map(run -> run.state().name())
                .orElse("none");
    }

    Day day() {
        return performance.day();
    }
}
