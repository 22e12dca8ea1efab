package io.sessionfold.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.contract.LifecycleEvent;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Event JSON: a lifecycle event as {@code POST /v1/events}, {@code load} and {@code tail} know it. The envelope's fields
 * lie flat, {@code type} is the payload's name, its fields lie under {@code payload}. Thread-safe.
 */
public final class EventJson {
    private EventJson() {}

    public static ObjectNode toJson(LifecycleEvent event) {
        return RecordJson.toJson(event);
    }

    /** The event as one line of JSON. */
    public static String write(LifecycleEvent event) {
        return RecordJson.write(event);
    }

    /**
     * The event in a line of JSON.
     *
     * @throws JsonFormatException if there is none, or something that it lacks has no default
     */
    public static LifecycleEvent read(String text, EventDefaults defaults) {
        return fromJson(RecordJson.parse(text), defaults);
    }

    /** The event that a JSON object stands for; the object stays as it is. */
    public static LifecycleEvent fromJson(JsonNode json, EventDefaults defaults) {
        if (!(json instanceof ObjectNode given)) {
            return RecordJson.fromJson(LifecycleEvent.class, json);
        }
        ObjectNode event = given.objectNode().setAll(given);
        fill(event, "eventId", defaults::eventId);
        fill(event, "eventTime", () -> defaults.eventTime().map(Object::toString));
        fill(event, "tenantId", defaults::tenantId);
        return RecordJson.fromJson(LifecycleEvent.class, event);
    }

    private static void fill(ObjectNode event, String field, Supplier<Optional<String>> value) {
        if (!event.hasNonNull(field)) {
            value.get().ifPresent(text -> event.put(field, text));
        }
    }
}
