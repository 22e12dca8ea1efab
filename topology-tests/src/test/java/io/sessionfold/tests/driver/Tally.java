package io.sessionfold.tests.driver;

import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.Quarantine;
import io.sessionfold.engine.session.Session;
import org.jspecify.annotations.Nullable;

/** Counts what became of each event of one log: read = applied + refused + held now + parked now. */
final class Tally {

    private long read;
    private long applied;
    private long refused;
    private long waiting;

    /** Counts one step. */
    void add(@Nullable Session before, FoldOutcome outcome) {
        read++;
        for (Decision decision : outcome.decisions()) {
            if (decision instanceof Decision.Applied) {
                applied++;
            } else if (decision instanceof Decision.Refused) {
                refused++;
            }
        }
        waiting += waiting(outcome.session()) - waiting(before);
    }

    /** Events without a decision; 0 if nothing vanished. */
    long missing() {
        return read - applied - refused - waiting;
    }

    private static long waiting(@Nullable Session session) {
        if (session == null) {
            return 0;
        }
        Quarantine quarantine = session.quarantine();
        long parked = quarantine == null ? 0 : quarantine.parkedCount();
        return session.held().size() + parked;
    }
}
