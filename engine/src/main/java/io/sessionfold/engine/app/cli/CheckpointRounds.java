package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.checkpoint.CheckpointChoice;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Writes a checkpoint, and one more whenever it is time, each verified from the one before, so that no part of the log is
 * folded twice. The first one that fails is the last.
 */
final class CheckpointRounds {

    private final Function<CheckpointChoice, Optional<String>> round;
    private final BooleanSupplier pause;

    /**
     * @param round verifies from a checkpoint and writes the next: its id; empty if nothing was written
     * @param pause waits until it is time; false if no other is wanted
     */
    CheckpointRounds(Function<CheckpointChoice, Optional<String>> round, BooleanSupplier pause) {
        this.round = round;
        this.pause = pause;
    }

    /** Goes on until one fails or no other is wanted: whether all were written. */
    boolean run(CheckpointChoice first) {
        CheckpointChoice from = first;
        do {
            Optional<String> written = round.apply(from);
            if (written.isEmpty()) {
                return false;
            }
            from = new CheckpointChoice.Named(written.get());
        } while (pause.getAsBoolean());
        return true;
    }
}
