package io.sessionfold.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LagHistoryTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final LagHistory history = new LagHistory();

    @Test
    void aCopyThatIsBeingMadeIsOfNoAge() {
        history.note(0, 3, 100);

        assertThat(history.staleness(SECOND)).isEmpty();
    }

    @Test
    void theMarkerBehindTheLastRecordIsNoLag() {
        history.note(0, 99, 100);

        assertThat(history.staleness(2 * SECOND)).contains(Duration.ofSeconds(2));
    }

    @Test
    void aCopyOfABusyPartitionIsAsOldAsTheEndThatItHasComeTo() {
        history.note(0, 100, 100);
        history.note(SECOND, 100, 200);
        history.note(2 * SECOND, 150, 300);
        history.note(3 * SECOND, 250, 400);

        assertThat(history.staleness(4 * SECOND)).contains(Duration.ofSeconds(3));
    }

    @Test
    void aCopyThatBecomesActiveIsKnownWhileNoLookSeesIt() {
        history.note(0, 100, 100);

        assertThat(history.isOver(9 * SECOND)).isFalse();
        assertThat(history.staleness(9 * SECOND)).contains(Duration.ofSeconds(9));
        assertThat(history.isOver(11 * SECOND)).isTrue();
    }

    @Test
    void aCopyThatBeginsAnewIsOfNoAge() {
        history.note(0, 100, 100);
        history.note(SECOND, 99, 100);
        assertThat(history.staleness(SECOND)).contains(Duration.ZERO);

        history.note(2 * SECOND, 7, 100);
        assertThat(history.staleness(2 * SECOND)).isEmpty();
    }
}
