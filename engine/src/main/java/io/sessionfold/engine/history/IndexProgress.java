package io.sessionfold.engine.history;

import java.nio.ByteBuffer;

/**
 * How far one partition is indexed: offsets of the records that come next, and where the events began when the index was
 * made.
 *
 * @param from the first event that was there
 * @param events the next record of the events
 * @param changes the next record of sessions-changed
 * @param refusals the next record of rejected-events
 */
record IndexProgress(long from, long events, long changes, long refusals) {

    static IndexProgress of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new IndexProgress(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(from)
                .putLong(events)
                .putLong(changes)
                .putLong(refusals)
                .array();
    }

    /** The same, but nowhere before the topics begin: events that were lost unseen are not reached any more. */
    IndexProgress from(IndexProgress begin) {
        return new IndexProgress(
                events < begin.events ? begin.events : from,
                Math.max(events, begin.events),
                Math.max(changes, begin.changes),
                Math.max(refusals, begin.refusals));
    }

    /** Whether everything is indexed that was in the topics when they ended where {@code ends} says. */
    boolean reaches(WrittenEnds ends) {
        return changes >= ends.changes() && refusals >= ends.refusals();
    }
}
