package io.sessionfold.tests.dsl;

import io.sessionfold.contract.Position;
import io.sessionfold.contract.QuarantineReleased;
import io.sessionfold.tests.driver.LogEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A release of the first session's quarantine.
 *
 * @param upTo the id of the last event that is released; null: all that is parked
 * @param skipped the ids of the events that are left out
 */
public record QuarantineToRelease(@Nullable String upTo, List<String> skipped) implements Happening {

    static QuarantineToRelease whole() {
        return new QuarantineToRelease(null, List.of());
    }

    /** Only up to an event. */
    public QuarantineToRelease upTo(String eventId) {
        return new QuarantineToRelease(eventId, skipped);
    }

    /** Without these events. */
    public QuarantineToRelease without(String... eventIds) {
        return new QuarantineToRelease(upTo, List.of(eventIds));
    }

    @Override
    public void happenIn(Performance performance) {
        List<LogEntry> log = performance.recording().log();
        Position end = upTo == null ? new Position("sessionfold.events", 0, Long.MAX_VALUE) : position(log, upTo);
        QuarantineReleased payload = new QuarantineReleased(
                end, skipped.stream().map(id -> position(log, id)).toList());
        performance.write(Words.event("quarantineReleased", payload));
    }

    @Override
    public String toString() {
        return "quarantineReleased()" + (upTo == null ? "" : ".upTo(\"" + upTo + "\")")
                + (skipped.isEmpty() ? "" : ".without(" + skipped + ")");
    }

    private static Position position(List<LogEntry> log, String eventId) {
        io.sessionfold.engine.session.Position at = log.stream()
                .map(LogEntry::event)
                .filter(event -> event.envelope().eventId().equals(eventId))
                .findFirst()
                .orElseThrow(() -> new NoSuchEventException("Expected event " + eventId + " to be in the log"))
                .position();
        return new Position(at.topic(), at.partition(), at.offset());
    }
}
