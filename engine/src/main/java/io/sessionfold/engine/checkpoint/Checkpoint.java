package io.sessionfold.engine.checkpoint;

import java.util.List;
import java.util.function.Consumer;

/** A checkpoint that is whole on all partitions, of this log, and can be read by this engine. Thread-safe. */
public final class Checkpoint {

    private final CheckpointReader reader;
    private final CheckpointOrigin origin;
    private final List<StoredPart> parts;
    private final List<CheckpointPlace> places;

    Checkpoint(CheckpointReader reader, CheckpointOrigin origin, List<StoredPart> parts, List<CheckpointPlace> places) {
        this.reader = reader;
        this.origin = origin;
        this.parts = List.copyOf(parts);
        this.places = List.copyOf(places);
    }

    public String id() {
        return origin.id();
    }

    public CheckpointOrigin origin() {
        return origin;
    }

    /** Of which part of a partition's log its states are. */
    public CheckpointPlace place(int partition) {
        return places.get(partition);
    }

    /** Of which part of the log its states are, by partition. */
    public List<CheckpointPlace> places() {
        return places;
    }

    /** How many values of stores it has in all. */
    public long states() {
        return parts.stream().mapToLong(StoredPart::states).sum();
    }

    /** How many values of stores it has of a partition. */
    public long states(int partition) {
        return parts.get(partition).states();
    }

    /** Visits the states of a partition, each key once. */
    public void read(int partition, Consumer<CheckpointedState> visitor) {
        reader.read(parts.get(partition), visitor);
    }
}
