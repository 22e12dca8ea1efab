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

    Day day() {
        return performance.day();
    }
}
