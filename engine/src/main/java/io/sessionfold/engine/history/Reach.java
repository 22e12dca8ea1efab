package io.sessionfold.engine.history;

import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.topology.Topics;

/**
 * What an answer about the past covers: the events of one partition, from one on and up to another.
 *
 * @param from the first event of the partition that the index has seen
 * @param to the last offset that is decided and indexed; below {@code from} if there is none yet
 */
public record Reach(int partition, long from, long to) {

    public Position first() {
        return new Position(Topics.EVENTS, partition, from);
    }

    public Position last() {
        return new Position(Topics.EVENTS, partition, to);
    }
}
