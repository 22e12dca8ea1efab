package io.sessionfold.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of positions whose order nobody told. */
final class PositionMemoryTest {

    private final PositionMemory memory = new PositionMemory(2);

    @Test
    void aCommandStandsBehindAllThatWasLearnedBeforeItWasSent() {
        memory.wrote("s-1", "t-1", memory.sending());
        memory.read("s-1", "t-2", 2, List.of("t-1"));
        memory.wrote("s-1", "t-3", memory.sending());

        assertThat(memory.of("s-1")).containsExactly("t-3");
    }

    @Test
    void commandsInFlightTogetherAreAllKept() {
        long one = memory.sending();
        long other = memory.sending();
        memory.wrote("s-1", "t-2", other);
        memory.wrote("s-1", "t-1", one);

        assertThat(memory.of("s-1")).containsExactly("t-2", "t-1");
    }

    @Test
    void anOlderReadReplacesNoNewerOne() {
        memory.read("s-1", "t-9", 9, List.of());
        memory.read("s-1", "t-4", 4, List.of());

        assertThat(memory.of("s-1")).containsExactly("t-9");
    }

    @Test
    void aReadDoesNotStandForACommandItDidNotWaitFor() {
        memory.wrote("s-1", "t-5", memory.sending());
        memory.read("s-1", "t-4", 4, List.of());

        assertThat(memory.of("s-1")).containsExactlyInAnyOrder("t-4", "t-5");
    }

    @Test
    void theSessionsUsedLastAreRemembered() {
        memory.read("s-1", "t-1", 1, List.of());
        memory.read("s-2", "t-2", 2, List.of());
        assertThat(memory.of("s-1")).isNotEmpty();
        memory.read("s-3", "t-3", 3, List.of());

        assertThat(memory.of("s-1")).isNotEmpty();
        assertThat(memory.of("s-2")).isEmpty();
    }

    @Test
    void theOpenCommandsOfOneSessionAreBounded() {
        long sent = memory.sending();
        for (int command = 0; command < 100; command++) {
            memory.wrote("s-1", "t-" + command, sent);
        }

        assertThat(memory.of("s-1")).hasSize(PositionMemory.OPEN_MAX).contains("t-99");
    }
}
