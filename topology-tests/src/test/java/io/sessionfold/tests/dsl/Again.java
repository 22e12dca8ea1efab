package io.sessionfold.tests.dsl;

import org.jspecify.annotations.Nullable;

/**
 * A second delivery.
 *
 * @param eventId null: the last event
 */
record Again(@Nullable String eventId) implements Happening {

    @Override
    public void happenIn(Performance performance) {
        performance.again(eventId);
    }

    @Override
    public String toString() {
        return eventId == null ? "again()" : "again(\"" + eventId + "\")";
    }
}
