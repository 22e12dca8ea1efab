package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.contract.DeadlineLapsed;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.FoldVersionBegun;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.QuarantineReleased;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.contract.SessionQuarantined;
import io.sessionfold.engine.command.Door;
import io.sessionfold.engine.http.EventRoutes.Taken;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.json.EventDefaults;
import io.sessionfold.json.EventJson;
import io.sessionfold.json.JsonFormatException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Takes one event of a request after the other: reads it, fills in what is missing, and appends it. */
final class EventIntake {

    private final CommandOrigin origin;
    private final Door door;

    EventIntake(CommandOrigin origin, Door door) {
        this.origin = origin;
        this.door = door;
    }

    /**
     * Takes one.
     *
     * @param index which one of the request it is: a repeat of the request gives it the same id again
     */
    Taken take(EventBodies.Item item, int index) {
        JsonNode json = item.json();
        if (json == null) {
            return Taken.refused(Problem.invalidRequest(Objects.requireNonNull(item.wrong(), "wrong")));
        }
        try {
            LifecycleEvent event = EventJson.fromJson(filled(json), defaults(index));
            return refusal(event)
                    .map(Taken::refused)
                    .orElseGet(() -> Taken.of(event.getEventId(), door.log().append(event)));
        } catch (JsonFormatException e) {
            return Taken.refused(Problem.invalidRequest(Objects.requireNonNull(e.getMessage(), "message")));
        }
    }

    private Optional<Problem> refusal(LifecycleEvent event) {
        if (!event.getTenantId().equals(origin.caller().tenantId())) {
            return Optional.of(Problem.forbidden("The caller may not write for that tenant"));
        }
        if (!new SessionKey(event.getTenantId(), event.getSessionKey()).isValid()) {
            return Optional.of(Problem.invalidRequest(
                    "Expected 'sessionKey' to be 1 to 512 bytes of printable UTF-8 without a slash, but it was '"
                            + event.getSessionKey() + "'"));
        }
        if (event.getPayload() instanceof QuarantineReleased) {
            return Optional.of(CommandProblems.reservedEvent(
                    "Expected an event of the session, but QuarantineReleased is written by the release of its"
                            + " quarantine alone"));
        }
        boolean isReserved = event.getPayload() instanceof DeadlineLapsed
                || event.getPayload() instanceof SessionQuarantined
                || event.getPayload() instanceof FoldVersionBegun
                || event.getSource() == EventSource.TIMER
                || event.getSource() == EventSource.RECOVERY;
        return isReserved
                ? Optional.of(CommandProblems.reservedEvent("Expected an event from outside, but "
                        + event.getPayload().getClass().getSimpleName() + " from " + event.getSource()
                        + " is written by the engine alone"))
                : Optional.empty();
    }

    /** With what the door knows; the event in the request stays as it is. */
    private JsonNode filled(JsonNode json) {
        if (!(json instanceof ObjectNode given)) {
            return json;
        }
        ObjectNode event = given.deepCopy();
        fill(event, "producerId", origin.producerId());
        fill(event, "source", EventSource.API.name());
        if (event.path("type").asText().equals(SessionCreated.class.getSimpleName())
                && event.get("payload") instanceof ObjectNode creation) {
            ObjectNode policy = creation.get("policy") instanceof ObjectNode own ? own : creation.objectNode();
            DoorPolicy.fill(policy, door.policy());
            if (!creation.hasNonNull("policy")) {
                creation.set("policy", policy);
            }
        }
        return event;
    }

    private static void fill(ObjectNode event, String field, String value) {
        if (!event.hasNonNull(field)) {
            event.put(field, value);
        }
    }

    private EventDefaults defaults(int index) {
        return new EventDefaults() {
            @Override
            public Optional<String> eventId() {
                return Optional.of(origin.eventId("events", Integer.toString(index)));
            }

            @Override
            public Optional<Instant> eventTime() {
                return Optional.of(door.clock().instant());
            }

            @Override
            public Optional<String> tenantId() {
                return Optional.of(origin.caller().tenantId());
            }
        };
    }
}
