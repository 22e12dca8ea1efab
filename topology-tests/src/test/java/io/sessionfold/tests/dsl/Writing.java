package io.sessionfold.tests.dsl;

/** A happening that writes one event: the words of the payload first, then those of the envelope. */
public interface Writing extends Happening {

    /** The event, with what its envelope claims. */
    EventToWrite event();

    @Override
    default void happenIn(Performance performance) {
        performance.write(event());
    }

    /** Writes it for another session than the first one given. */
    default EventToWrite in(String session) {
        return event().session(session);
    }

    /** Writes it for a session of another tenant. */
    default EventToWrite inTenant(String tenant) {
        return event().tenant(tenant);
    }

    /** Gives it an eventId of its own choice, by which it can be delivered again. */
    default EventToWrite withId(String eventId) {
        return event().eventId(eventId);
    }

    /** Means an incarnation. */
    default EventToWrite meaning(String sessionId) {
        return event().incarnation(sessionId);
    }

    /** Is written by another producer, which claims neither epoch nor sequence. */
    default EventToWrite by(String producerId) {
        return event().producer(producerId, null, null);
    }

    /** Is written by a producer that claims an epoch. */
    default EventToWrite by(String producerId, long epoch) {
        return event().producer(producerId, epoch, null);
    }

    /** Is written by a producer that claims an epoch and a sequence. */
    default EventToWrite by(String producerId, long epoch, long sequence) {
        return event().producer(producerId, epoch, sequence);
    }

    /** Is recorded at a time that is not the clock's: a leader whose clock steps back. */
    default EventToWrite recordedAt(String clock) {
        return event().recorded("recordedAt(\"" + clock + "\")", (day, nowMs) -> day.at(clock));
    }

    /** Is recorded by a leader whose clock is behind. */
    default EventToWrite recordedBehindMs(long ms) {
        return event().recorded("recordedBehindMs(" + ms + ")", (day, nowMs) -> nowMs - ms);
    }

    /** Claims an event time. */
    default EventToWrite claimedAt(String clock) {
        return event().claimed(clock);
    }
}
