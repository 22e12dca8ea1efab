package io.sessionfold.engine.load;

import java.util.Iterator;
import java.util.OptionalLong;

/**
 * Events to be loaded.
 *
 * @param id names the load in the topic: a second attempt with the same id goes on where the first one ended
 * @param total how many events there are; empty if nobody counted them
 * @param events in the order in which they are sent, their indexes rising by one
 */
public record Load(String id, OptionalLong total, Iterator<? extends LoadRecord> events) {}
