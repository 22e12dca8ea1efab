package io.sessionfold.engine.session;

import org.jspecify.annotations.Nullable;

/** Keeps what is parked behind a quarantine, as each step of the fold says. */
public interface ParkedWriter {

    /** Parks an event behind those of its session that are parked. */
    void park(RecordedEvent event);

    /** Forgets the events of a session that stand before one that stays parked; all of them if none stays (null). */
    void free(SessionKey key, @Nullable Position firstThatStays);

    /** Does what a step says: its event is parked, or those that it released are free. */
    default void follow(@Nullable Session before, RecordedEvent event, FoldOutcome outcome) {
        if (outcome.decisions().get(0) instanceof Decision.Parked) {
            park(event);
            return;
        }
        Position first = firstParked(before);
        Position stays = firstParked(outcome.session());
        if (first != null && !first.equals(stays)) {
            free(event.envelope().key(), stays);
        }
    }

    private static @Nullable Position firstParked(@Nullable Session session) {
        Quarantine quarantine = session == null ? null : session.quarantine();
        return quarantine == null ? null : quarantine.position();
    }
}
