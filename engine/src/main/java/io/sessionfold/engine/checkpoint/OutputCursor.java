package io.sessionfold.engine.checkpoint;

/**
 * How far one output was compared when the log had been folded up to a checkpoint; of an input, where it ended then: what
 * stands there was told by nothing that stands later anywhere.
 *
 * @param topic the output or input; the partition is the checkpoint's own
 * @param origin the input whose records are meant: some topics have several writers; of an input, itself
 * @param nextOffset the first record that was not compared, or was not there
 */
public record OutputCursor(String topic, String origin, long nextOffset) {}
