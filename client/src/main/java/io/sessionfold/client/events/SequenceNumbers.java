package io.sessionfold.client.events;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A producer's sequence numbers: per record key, from 1 on. At most so many keys are remembered, those used last. A key that
 * was forgotten and comes back cannot begin at 1 in the same epoch, or its events would be STALE_SEQUENCE; so it begins at 1
 * in a higher one, which is how a producer starts again (INV-21, INV-25). Not thread-safe.
 */
final class SequenceNumbers {

    /** About 200 bytes a key: 20 MB at the most. */
    static final int KEYS_MAX = 100_000;

    private final Map<String, Numbered> last;
    private long epochOfNewKeys;

    SequenceNumbers(long epoch, int keysMax) {
        this.epochOfNewKeys = epoch;
        this.last = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Numbered> eldest) {
                boolean isFull = size() > keysMax;
                if (isFull) {
                    epochOfNewKeys = Math.max(epochOfNewKeys, eldest.getValue().epoch() + 1);
                }
                return isFull;
            }
        };
    }

    /** Where an event stands among its producer's events of one key. */
    record Numbered(long epoch, long sequence) {}

    /** The number that the next event of a key gets. */
    Numbered next(String recordKey) {
        Numbered before = last.get(recordKey);
        return before == null ? new Numbered(epochOfNewKeys, 1) : new Numbered(before.epoch(), before.sequence() + 1);
    }

    /** An event with this number goes out. */
    void used(String recordKey, Numbered number) {
        last.put(recordKey, number);
    }
}
