package io.sessionfold.engine.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.session.Envelope;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.topology.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event of a history as it is shown: {@code position}, {@code recordTime}, {@code event} (null if it cannot be read),
 * {@code outcome}, {@code changes} with the fields of each row that it published, and {@code refusal}.
 */
final class Transitions {

    /** What may come before its session's creation, and then waits for it (INV-26). */
    private static final Set<String> HELD = Set.of("PhaseReported", "RouteAssigned", "ActivityObserved");

    /** What a quarantine never parks (INV-47). */
    private static final Set<String> NEVER_PARKED = Set.of("SessionQuarantined", "QuarantineReleased");

    /** The one that a session which is not there may get and take: of what is held, or of a gravestone. */
    private static final String LAPSE = "DeadlineLapsed";

    private Transitions() {}

    /** A row with the one that was published before it. */
    record Published(
            RowEntry entry,
            @Nullable ObjectNode before,
            boolean isFirst,
            @Nullable ObjectNode row) {}

    /**
     * @param received null if the log does not have the event any more
     * @param rows that it published
     * @param refusal null if it was not refused
     * @param standing the last row before the event; null if there was none
     */
    static ObjectNode of(
            int partition,
            EventEntry entry,
            @Nullable Received<RecordedEvent> received,
            List<Published> rows,
            @Nullable RejectedEvent refusal,
            boolean isRefused,
            @Nullable RowEntry standing) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("position")
                .put("topic", Topics.EVENTS)
                .put("partition", partition)
                .put("offset", entry.offset());
        json.put("recordTime", Instant.ofEpochMilli(entry.recordTimeMs()).toString());
        json.set("event", event(received));
        json.put("outcome", outcome(received, !rows.isEmpty(), isRefused, standing));
        ArrayNode changes = json.putArray("changes");
        rows.forEach(row -> changes.add(change(row)));
        json.set("refusal", refusal == null ? json.nullNode() : refusal(refusal));
        return json;
    }

    private static String outcome(
            @Nullable Received<RecordedEvent> received,
            boolean isChanged,
            boolean isRefused,
            @Nullable RowEntry standing) {
        if (isChanged) {
            return "changed";
        }
        if (isRefused) {
            return "refused";
        }
        if (!(received instanceof Received.Event<RecordedEvent> event)) {
            return received == null ? "unknown" : "dead-lettered";
        }
        String type = event.event().payload().type();
        if (NEVER_PARKED.contains(type)) {
            return "unchanged";
        }
        if (standing == null || standing.deleted()) {
            return HELD.contains(type) ? "held" : LAPSE.equals(type) ? "unchanged" : "parked";
        }
        return standing.quarantined() ? "parked" : "unchanged";
    }

    /** What is no event of this session says nothing of itself here: it may be another's (INV-37). */
    private static @Nullable ObjectNode event(@Nullable Received<RecordedEvent> received) {
        if (!(received instanceof Received.Event<RecordedEvent> event)) {
            return null;
        }
        Envelope envelope = event.event().envelope();
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", event.event().payload().type())
                .put("eventId", envelope.eventId())
                .put("producerId", envelope.producerId())
                .put("source", envelope.source().name())
                .put("runId", event.event().payload().runId())
                .put(
                        "eventTime",
                        Instant.EPOCH
                                .plus(envelope.eventTimeMicros(), ChronoUnit.MICROS)
                                .toString());
    }

    /** Fields are null where a row is not readable any more, or the one before it: sessions-changed is compacted. */
    private static ObjectNode change(Published published) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("stateVersion", published.entry().stateVersion());
        ObjectNode row = published.row();
        boolean isKnown = row != null && (published.isFirst() || published.before() != null);
        json.set("reason", row == null ? json.nullNode() : row.path("reason"));
        json.set("runId", row == null ? json.nullNode() : row.path("runId"));
        json.set("fields", row != null && isKnown ? RowDifference.between(published.before(), row) : json.nullNode());
        return json;
    }

    private static ObjectNode refusal(RejectedEvent refusal) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("reason", refusal.getReason().name())
                .put("detail", refusal.getDetail())
                .put("runId", refusal.getRunId())
                .put("relatedRunId", refusal.getRelatedRunId())
                .put("firstDecision", refusal.getFirstDecision());
    }
}
