package io.sessionfold.engine.verify;

import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.checkpoint.OutputCursor;
import io.sessionfold.engine.topology.Topics;
import java.util.List;
import java.util.OptionalLong;

/**
 * The cursors of a checkpoint, by topic. Of an output: the first record that does not belong to an event before the
 * checkpoint. Of an input: an offset before which stands everything that events before the checkpoint wrote there, and
 * before which every event stands that wrote something that stands before a position of the checkpoint.
 */
final class Cursors {

    /** What the session fold writes. */
    static final List<String> OUTPUTS =
            List.of(Topics.SESSIONS_CHANGED, Topics.RUN_OUTCOMES, Topics.SESSION_COMMANDS, Topics.REJECTED_EVENTS);

    /** From where, and to where, events cross between partitions. */
    static final List<String> INPUTS = List.of(Topics.EVENTS, Topics.WORKER_EVENTS);

    /** All that a verification from there has to know. */
    static final List<String> NEEDED = List.of(
            Topics.SESSIONS_CHANGED,
            Topics.RUN_OUTCOMES,
            Topics.SESSION_COMMANDS,
            Topics.REJECTED_EVENTS,
            Topics.EVENTS,
            Topics.WORKER_EVENTS);

    private Cursors() {}

    static OptionalLong of(CheckpointPlace place, String topic) {
        return place.cursor(topic, origin(topic));
    }

    static OutputCursor at(String topic, long offset) {
        return new OutputCursor(topic, origin(topic), offset);
    }

    /** The session fold's own outputs come from the events; an input from itself. */
    private static String origin(String topic) {
        return INPUTS.contains(topic) ? topic : Topics.EVENTS;
    }
}
