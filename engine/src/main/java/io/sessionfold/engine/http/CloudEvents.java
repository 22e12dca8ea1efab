package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * CloudEvents 1.0 as event JSON: id is the eventId, time the eventTime, type the payload's name (also behind {@code
 * io.sessionfold.}), subject the sessionKey, source the producerId, data the payload. The rest of the envelope are
 * extension attributes in lower case.
 */
final class CloudEvents {

    private static final String PREFIX = "io.sessionfold.";

    private static final Map<String, String> TEXTS = Map.of(
            "id", "eventId",
            "time", "eventTime",
            "subject", "sessionKey",
            "source", "producerId",
            "tenantid", "tenantId",
            "sessionid", "sessionId",
            "causationid", "causationId",
            "traceparent", "traceparent",
            "eventsource", "source");

    /** CloudEvents have whole numbers of 32 bits alone: larger ones come as texts. */
    private static final Map<String, String> NUMBERS =
            Map.of("producerepoch", "producerEpoch", "producersequence", "producerSequence");

    private static final Set<String> REQUIRED = Set.of("id", "source", "type", "subject");

    /** Said of the event as a whole, or of its form; nothing of it is kept. */
    private static final Set<String> PASSED_OVER = Set.of("specversion", "datacontenttype", "dataschema", "tracestate");

    private CloudEvents() {}

    /** The event JSON that a CloudEvent stands for; the CloudEvent stays as it is. */
    static ObjectNode toEvent(JsonNode json) throws CloudEventException {
        if (!(json instanceof ObjectNode given)) {
            throw new CloudEventException("", "an object", json.toString());
        }
        requireForm(given);
        ObjectNode event = given.objectNode();
        for (Map.Entry<String, JsonNode> attribute : given.properties()) {
            put(event, attribute.getKey(), attribute.getValue());
        }
        return event;
    }

    private static void requireForm(ObjectNode given) throws CloudEventException {
        if (!given.path("specversion").asText().equals("1.0")) {
            throw new CloudEventException("specversion", "1.0", shown(given, "specversion"));
        }
        String contentType = given.path("datacontenttype").asText("application/json");
        if (!contentType.equals(MediaTypes.JSON)) {
            throw new CloudEventException("datacontenttype", MediaTypes.JSON, shown(given, "datacontenttype"));
        }
        for (String name : REQUIRED) {
            if (!given.path(name).isTextual() || given.path(name).textValue().isEmpty()) {
                throw new CloudEventException(name, "a text that is not empty", shown(given, name));
            }
        }
    }

    private static void put(ObjectNode event, String name, JsonNode value) throws CloudEventException {
        if (value.isNull() || PASSED_OVER.contains(name)) {
            return;
        }
        if (name.equals("data")) {
            event.set("payload", value);
        } else if (name.equals("type")) {
            String type = value.textValue();
            event.put("type", type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type);
        } else if (TEXTS.containsKey(name)) {
            event.set(TEXTS.get(name), value);
        } else if (NUMBERS.containsKey(name)) {
            event.put(NUMBERS.get(name), number(name, value));
        } else {
            throw new CloudEventException(name, "an attribute of the contract", "an unknown one");
        }
    }

    private static long number(String name, JsonNode value) throws CloudEventException {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        try {
            return Long.parseLong(value.asText());
        } catch (NumberFormatException e) {
            throw new CloudEventException(name, "a whole number", value.toString());
        }
    }

    private static String shown(ObjectNode given, String name) {
        return given.has(name) ? given.get(name).toString() : "absent";
    }
}
