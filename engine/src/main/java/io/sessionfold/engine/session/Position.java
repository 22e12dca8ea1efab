package io.sessionfold.engine.session;

/**
 * Where a record stands: topic, partition and offset. It decides nothing in the fold; it is shown, and it orders reads.
 */
public record Position(String topic, int partition, long offset) {

    /** The position before the first record of a partition. */
    public static Position before(String topic, int partition) {
        return new Position(topic, partition, -1);
    }

    @Override
    public String toString() {
        return topic + '-' + partition + '@' + offset;
    }
}
