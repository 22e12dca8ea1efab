package io.sessionfold.engine.session;

import java.util.List;

/**
 * A session that waits for a repair, because the fold failed on one of its events (INV-47). That event is the first of
 * those that are parked; nothing parked stands before it.
 *
 * @param position the first event that is parked
 * @param errorClass the class of the failure that was met last
 * @param sinceMs from when on the timers rest, on the axis of record times in milliseconds since 1970
 * @param parkedCount how many events are parked, the first among them
 * @param parkedBytes how much they are, as they stand in the log
 */
public record Quarantine(Position position, String errorClass, long sinceMs, int parkedCount, long parkedBytes) {

    /** How many events one session may park: hours of a chat, and a release of them takes well below a second. */
    public static final int PARKED_MAX = 1_000;

    /** How much one session may park, in bytes; the first event is parked whatever its size. */
    public static final long PARKED_BYTES_MAX = 1024 * 1024;

    /** The longest class name that is kept, in characters: names of people's classes are shorter. */
    static final int ERROR_CLASS_MAX = 256;

    /** A quarantine whose parked events are these, at least one. */
    static Quarantine of(List<RecordedEvent> parked, String errorClass, long sinceMs) {
        long bytes = 0;
        for (RecordedEvent event : parked) {
            bytes += sizeOf(event);
        }
        return new Quarantine(
                parked.get(0).position(),
                errorClass.substring(0, Math.min(errorClass.length(), ERROR_CLASS_MAX)),
                sinceMs,
                parked.size(),
                bytes);
    }

    /** Whether there is room for one more event. */
    boolean hasRoomFor(RecordedEvent event) {
        return parkedCount < PARKED_MAX && parkedBytes + sizeOf(event) <= PARKED_BYTES_MAX;
    }

    /** With one more event parked behind the others. */
    Quarantine plus(RecordedEvent event) {
        return new Quarantine(position, errorClass, sinceMs, parkedCount + 1, parkedBytes + sizeOf(event));
    }

    private static int sizeOf(RecordedEvent event) {
        return event.body().framed().length;
    }
}
