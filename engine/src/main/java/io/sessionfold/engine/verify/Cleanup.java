package io.sessionfold.engine.verify;

import java.util.Map;

/**
 * What Kafka may have removed by itself from the topics that it compacts: the records that a later one of their key
 * replaced, once they are old enough.
 *
 * @param compactedBeforeMs by topic, before which record time a replaced record may be gone, in milliseconds since 1970;
 *     a topic that is not compacted is absent
 */
public record Cleanup(Map<String, Long> compactedBeforeMs) {

    /** Nothing was ever removed. */
    public static final Cleanup NONE = new Cleanup(Map.of());

    boolean mayHaveRemoved(String topic, long recordTimeMs) {
        Long beforeMs = compactedBeforeMs.get(topic);
        return beforeMs != null && recordTimeMs < beforeMs;
    }
}
