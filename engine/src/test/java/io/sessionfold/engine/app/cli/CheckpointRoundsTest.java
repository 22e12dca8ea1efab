package io.sessionfold.engine.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.checkpoint.CheckpointChoice;
import io.sessionfold.engine.log.LogException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** {@code checkpoint --every}, with moments that come when the test says so. */
final class CheckpointRoundsTest {

    private static final CheckpointChoice NEEDED = new CheckpointChoice.Needed();

    private final List<CheckpointChoice> begun = new ArrayList<>();

    @Test
    void withoutEveryOneIsWritten() {
        assertThat(rounds(List.of("c-1"), () -> false).run(NEEDED)).isTrue();

        assertThat(begun).containsExactly(NEEDED);
    }

    @Test
    void eachIsVerifiedFromTheOneBefore() {
        Deque<Boolean> moments = new ArrayDeque<>(List.of(true, true, false));

        assertThat(rounds(List.of("c-1", "c-2", "c-3"), moments::removeFirst).run(NEEDED))
                .isTrue();

        assertThat(begun).containsExactly(NEEDED, new CheckpointChoice.Named("c-1"), new CheckpointChoice.Named("c-2"));
    }

    @Test
    void theFirstThatFailsIsTheLast() {
        assertThat(rounds(List.of("c-1", ""), () -> true).run(NEEDED)).isFalse();

        assertThat(begun).hasSize(2);
    }

    @Test
    void aBrokerThatDoesNotAnswerEndsItWithThat() {
        CheckpointRounds broken = new CheckpointRounds(
                choice -> {
                    throw LogException.unreachable("nobody answers", null);
                },
                () -> true);

        assertThatThrownBy(() -> broken.run(NEEDED))
                .isInstanceOf(LogException.class)
                .hasMessage("nobody answers");
    }

    @Test
    void aDurationThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Every.of(Duration.ZERO))
                .isInstanceOf(CommandException.class)
                .hasMessage("Expected --every to be a duration above zero, e.g. PT24H, but it was PT0S");
    }

    @Test
    void whoIsAskedToEndDoesNotWait() {
        Every every = Every.of(Duration.ofDays(1));
        Thread.currentThread().interrupt();

        assertThat(every.getAsBoolean()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Rounds that write these checkpoints; an empty one fails. */
    private CheckpointRounds rounds(List<String> ids, BooleanSupplier pause) {
        Deque<String> open = new ArrayDeque<>(ids);
        return new CheckpointRounds(
                choice -> {
                    begun.add(choice);
                    return Optional.of(open.removeFirst()).filter(id -> !id.isEmpty());
                },
                pause);
    }
}
