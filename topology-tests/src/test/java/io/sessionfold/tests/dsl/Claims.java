package io.sessionfold.tests.dsl;

import org.jspecify.annotations.Nullable;

/**
 * What the envelope of an event claims, as far as a scenario says.
 *
 * @param eventId null: the scenario numbers it
 * @param sessionId the incarnation that the producer means
 * @param recorded when it is recorded; null: now
 * @param claimedAt the producer's event time, as a clock shows it; null: now
 */
record Claims(
        @Nullable String eventId,
        @Nullable String sessionId,
        String producerId,
        @Nullable Long producerEpoch,
        @Nullable Long producerSequence,
        TimePasses.@Nullable To recorded,
        @Nullable String claimedAt) {

    static final String GATEWAY = "gw-1";

    static final Claims NONE = new Claims(null, null, GATEWAY, null, null, null, null);

    Claims eventId(String id) {
        return new Claims(id, sessionId, producerId, producerEpoch, producerSequence, recorded, claimedAt);
    }

    Claims sessionId(String id) {
        return new Claims(eventId, id, producerId, producerEpoch, producerSequence, recorded, claimedAt);
    }

    Claims producer(String id, @Nullable Long epoch, @Nullable Long sequence) {
        return new Claims(eventId, sessionId, id, epoch, sequence, recorded, claimedAt);
    }

    Claims recorded(TimePasses.To when) {
        return new Claims(eventId, sessionId, producerId, producerEpoch, producerSequence, when, claimedAt);
    }

    Claims claimedAt(String clock) {
        return new Claims(eventId, sessionId, producerId, producerEpoch, producerSequence, recorded, clock);
    }
}
