package io.sessionfold.engine.checkpoint;

/** From which checkpoint somebody wants to begin. */
public sealed interface CheckpointChoice {

    /** From none where the log has its beginning, from the newest that fits where it has not. */
    record Needed() implements CheckpointChoice {}

    /** From the newest that fits, even where the log has its beginning. */
    record Latest() implements CheckpointChoice {}

    /** From this one, on every partition. */
    record Named(String id) implements CheckpointChoice {}

    /** From none: what retention has removed is missing. */
    record None() implements CheckpointChoice {}
}
