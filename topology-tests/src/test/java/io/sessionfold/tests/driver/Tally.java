package io.sessionfold.tests.driver;

import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.FoldOutcome;

/** Counts what became of each event of one log: read = applied + refused + held now. */
final class Tally {

    private long read;
    private long applied;
    private long refused;
    private long held;

    /** Counts one step; {@code heldBefore} is how many events its session held. */
    void add(FoldOutcome outcome, int heldBefore) {
        read++;
        for (Decision decision : outcome.decisions()) {
            if (decision instanceof Decision.Applied) {
                applied++;
            } else if (decision instanceof Decision.Refused) {
                refused++;
            }
        }
        int heldAfter = outcome.session() == null ? 0 : outcome.session().held().size();
        held += heldAfter - heldBefore;
    }

    /** Events without a decision; 0 if nothing vanished. */
    long missing() {
        return read - applied - refused - held;
    }
}
