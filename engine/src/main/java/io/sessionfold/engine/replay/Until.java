package io.sessionfold.engine.replay;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How far a replay goes. */
public sealed interface Until {

    /** To the end that the log has when the replay begins. */
    record End() implements Until {}

    /**
     * To positions of the events topic, the records there included. A position says nothing about other partitions than
     * its own: those that are not named are not replayed.
     *
     * @param offsets by partition
     */
    record Positions(SortedMap<Integer, Long> offsets) implements Until {
        public Positions {
            offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
        }
    }

    /**
     * On each partition to the first record that is later than a time, that one not included.
     *
     * @param recordTimeMs Kafka's record time, in milliseconds since 1970
     */
    record Time(long recordTimeMs) implements Until {}
}
