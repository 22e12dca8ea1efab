package io.sessionfold.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.Timers;
import io.sessionfold.engine.store.TimerIndex.Due;
import org.junit.jupiter.api.Test;

final class TimerIndexTest {

    private static final Due START = new Due(Long.MIN_VALUE, new SessionKey("", ""));
    private static final SessionKey ADA = new SessionKey("acme", "ada");
    private static final SessionKey BOB = new SessionKey("acme", "bob");

    private final TimerIndex index = new TimerIndex("timers");

    @Test
    void whatIsDueComesInOrderOfTimeAndNothingElseComes() {
        index.set(BOB, 10);
        index.set(ADA, 5);
        index.set(new SessionKey("acme", "cleo"), 11);

        assertThat(index.dueAt(10, START, 100)).containsExactly(new Due(5, ADA), new Due(10, BOB));
    }

    @Test
    void aSessionHasOneEntryAtItsEarliestDeadline() {
        index.set(ADA, 5);
        index.set(ADA, 7);

        assertThat(index.size()).isEqualTo(1);
        assertThat(index.dueAt(6, START, 100)).isEmpty();
        assertThat(index.dueAt(7, START, 100)).containsExactly(new Due(7, ADA));
    }

    @Test
    void aSessionThatWaitsForNothingTakesNoRoom() {
        index.set(ADA, 5);
        index.set(ADA, Timers.NEVER);

        assertThat(index.size()).isZero();
    }

    @Test
    void aScanIsBoundedAndGoesOnBehindWhereItStopped() {
        index.set(ADA, 5);
        index.set(BOB, 5);

        assertThat(index.dueAt(9, START, 1)).containsExactly(new Due(5, ADA));
        assertThat(index.dueAt(9, new Due(5, ADA), 1)).containsExactly(new Due(5, BOB));
    }
}
