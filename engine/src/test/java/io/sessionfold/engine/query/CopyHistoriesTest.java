package io.sessionfold.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.store.StoreNames;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyHistoriesTest {

    private static final int PARTITION = 3;
    private static final TopicPartition CHANGELOG = new TopicPartition("changelog", PARTITION);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final CopyHistories histories = new CopyHistories();

    @BeforeEach
    void aCopyThatHadEverything() {
        histories.note(PARTITION, 0, 100, 100);
    }

    @Test
    void aCopyThatWasLostBetweenTwoLooksIsOfNoAge() {
        histories.onUpdateStart(CHANGELOG, StoreNames.SESSIONS, 7);

        assertThat(histories.staleness(PARTITION, SECOND)).isEmpty();
    }

    @Test
    void aStoreThatIsRestoredFromItsBeginningIsOfNoAge() {
        new RestoreProgress(histories).onRestoreStart(CHANGELOG, StoreNames.SESSIONS, 0, 100);

        assertThat(histories.staleness(PARTITION, SECOND)).isEmpty();
    }

    @Test
    void aCopyThatGoesOnWhereItWasKeepsItsAge() {
        histories.onUpdateStart(CHANGELOG, StoreNames.SESSIONS, 99);

        assertThat(histories.staleness(PARTITION, SECOND)).contains(Duration.ofSeconds(1));
    }

    @Test
    void anotherStoreOfThePartitionSaysNothingOfTheSessions() {
        histories.onUpdateStart(CHANGELOG, StoreNames.RETRY_GUARDS, 0);

        assertThat(histories.staleness(PARTITION, SECOND)).contains(Duration.ofSeconds(1));
    }

    @Test
    void aCopyThatIsNotSeenForLongIsGone() {
        histories.forgetGone(11 * SECOND);

        assertThat(histories.staleness(PARTITION, 11 * SECOND)).isEmpty();
    }
}
