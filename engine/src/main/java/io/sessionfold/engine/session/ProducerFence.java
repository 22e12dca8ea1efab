package io.sessionfold.engine.session;

/** The newest epoch seen of one producer, and the last sequence within it; 0 where it claims none. */
public record ProducerFence(String producerId, long epoch, long sequence) {}
