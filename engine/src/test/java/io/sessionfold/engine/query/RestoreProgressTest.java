package io.sessionfold.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

/** What an instance says of its stores while they are restored. */
final class RestoreProgressTest {

    private static final TopicPartition SESSIONS = new TopicPartition("sessions-changelog", 0);
    private static final TopicPartition GUARDS = new TopicPartition("guards-changelog", 0);

    private final RestoreProgress restores = new RestoreProgress(new CopyHistories(), () -> 0);

    @Test
    void whatIsLeftShrinksWithEachBatchAndIsNothingAtTheEnd() {
        restores.onRestoreStart(SESSIONS, "sessions", 100, 1_100);
        restores.onRestoreStart(GUARDS, "guards", 0, 50);
        assertThat(restores.stores()).isEqualTo(2);
        assertThat(restores.left()).isEqualTo(1_050);

        restores.onBatchRestored(SESSIONS, "sessions", 599, 480);
        assertThat(restores.left()).isEqualTo(550);
        assertThat(restores.restored()).isEqualTo(480);

        restores.onRestoreEnd(SESSIONS, "sessions", 480);
        restores.onRestoreSuspended(GUARDS, "guards", 0);
        assertThat(restores.stores()).isZero();
        assertThat(restores.left()).isZero();
        assertThat(restores.restored()).isEqualTo(480);
    }

    @Test
    void anInstanceThatRestoresIsNotReadyAndSaysHowMuchIsLeft() {
        restores.onRestoreStart(SESSIONS, "sessions", 0, 7);
        assertThat(Readiness.of(() -> State.REBALANCING, restores).obstacle())
                .contains("The engine is REBALANCING, not RUNNING; it restores 1 stores with 7 offsets left to read");

        restores.onRestoreEnd(SESSIONS, "sessions", 7);
        assertThat(Readiness.of(() -> State.REBALANCING, restores).obstacle())
                .contains("The engine is REBALANCING, not RUNNING");
        assertThat(Readiness.of(() -> State.RUNNING, restores).obstacle()).isEqualTo(Optional.empty());
    }
}
