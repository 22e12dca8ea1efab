package io.sessionfold.engine.verify;

import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.checkpoint.OutputCursor;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.FoldTable;
import io.sessionfold.engine.replay.MarkedTable;
import io.sessionfold.engine.replay.ReplayTables;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ParkedValue;
import io.sessionfold.engine.store.ProgressCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a verification leaves for a checkpoint: of each partition what it came to where the live fold stood, so that a
 * checkpoint says nothing that was not compared. Thread-safe.
 */
final class KeptStates {

    /** So many states wait on the heap while a table is filled. */
    private static final int WRITTEN_EVERY = 8_192;

    private final @Nullable ReplayTables tables;
    private final SortedMap<Integer, CheckpointPlace> places = new TreeMap<>();

    KeptStates(@Nullable ReplayTables tables) {
        this.tables = tables;
    }

    /**
     * Keeps the states of a partition as they are now, in place of what was kept of it.
     *
     * @param next the first offset that is not folded into them
     */
    void keep(TopicPartition partition, long next, FoldTable states, ProgressCounts counts) {
        if (tables == null) {
            return;
        }
        MarkedTable table = tables.table(partition.partition());
        table.clear();
        long[] kept = {0};
        states.forEach((key, state) -> {
            table.put(key, state);
            park(key, states, table);
            if (++kept[0] % WRITTEN_EVERY == 0) {
                table.relieve();
            }
        });
        table.relieve();
        ProgressCounts then = ProgressCounts.of(counts.toBytes());
        put(new CheckpointPlace(partition, next, then.foldVersion(), then, List.of()));
    }

    /** The whole partition was compared: where in each output begins what belongs to the events behind. */
    synchronized void compared(TopicPartition partition, List<OutputCursor> cursors) {
        CheckpointPlace place = places.get(partition.partition());
        if (place != null) {
            places.put(partition.partition(), with(place, cursors));
        }
    }

    /** Of which part of the log the states are; of the partitions that were compared to their end, in order. */
    synchronized List<CheckpointPlace> places(Logs logs) {
        List<CheckpointPlace> whole = new ArrayList<>();
        for (CheckpointPlace place : places.values()) {
            if (place.cursors().isEmpty()) {
                continue;
            }
            List<OutputCursor> cursors = new ArrayList<>(place.cursors());
            for (String topic : Cursors.INPUTS) {
                TopicPartition input =
                        new TopicPartition(topic, place.partition().partition());
                cursors.add(Cursors.at(topic, logs.span(input).to()));
            }
            whole.add(with(place, cursors));
        }
        return whole;
    }

    private synchronized void put(CheckpointPlace place) {
        places.put(place.partition().partition(), place);
    }

    private static void park(SessionKey key, FoldTable from, MarkedTable to) {
        NavigableMap<Long, ParkedValue> parked = from.parked(key);
        if (!parked.isEmpty()) {
            to.park(key, parked);
        }
    }

    private static CheckpointPlace with(CheckpointPlace place, List<OutputCursor> cursors) {
        return new CheckpointPlace(place.partition(), place.next(), place.foldVersion(), place.counts(), cursors);
    }
}
