package io.sessionfold.engine.checkpoint;

/**
 * How far one output was compared when the log had been folded up to a checkpoint.
 *
 * @param topic the output; the partition is the checkpoint's own
 * @param origin the input whose records are meant: some topics have several writers
 * @param nextOffset the first record that was not compared
 */
public record OutputCursor(String topic, String origin, long nextOffset) {}
