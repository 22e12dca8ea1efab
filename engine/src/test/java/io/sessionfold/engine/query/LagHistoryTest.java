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
}
