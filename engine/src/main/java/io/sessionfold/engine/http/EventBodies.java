package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.javalin.http.Context;
import io.sessionfold.json.JsonFormatException;
import io.sessionfold.json.RecordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The events in a request: one object, a list, or lines; as CloudEvents in their structured forms, one or a list.
 *
 * @param isOne whether the request was for one event, and so is the answer
 */
record EventBodies(List<Item> items, boolean isOne) {

    /** How many events one request may have: the answers have to fit into the caller's patience. */
    static final int EVENTS_MAX = 1_000;

    /** A CloudEvent in binary mode has its attributes in headers that begin so. */
    private static final String BINARY_MODE = "ce-specversion";

    /**
     * One of them, in event JSON.
     *
     * @param json null if it is none
     * @param wrong why it is none
     */
    record Item(@Nullable JsonNode json, @Nullable String wrong) {

        static Item read(JsonNode json, boolean isCloudEvent) {
            try {
                return new Item(isCloudEvent ? CloudEvents.toEvent(json) : json, null);
            } catch (CloudEventException e) {
                return new Item(null, e.getMessage());
            }
        }

        static Item line(String text) {
            try {
                return new Item(RecordJson.parse(text), null);
            } catch (JsonFormatException e) {
                return new Item(null, Objects.requireNonNull(e.getMessage(), "message"));
            }
        }
    }

    static EventBodies of(Context context) {
        if (context.header(BINARY_MODE) != null) {
            throw new ProblemException(CommandProblems.unsupportedMediaType(
                    "Expected a CloudEvent in structured mode (" + MediaTypes.CLOUDEVENT + "), or a list of them ("
                            + MediaTypes.CLOUDEVENTS + "), but it was in binary mode"));
        }
        String type = MediaTypes.require(
                context, MediaTypes.JSON, MediaTypes.LINES, MediaTypes.CLOUDEVENT, MediaTypes.CLOUDEVENTS);
        String text = Bodies.text(context);
        EventBodies bodies = type.equals(MediaTypes.LINES) ? lines(text) : json(type, JsonBody.parse(text));
        if (bodies.items.size() > EVENTS_MAX) {
            throw new ProblemException(CommandProblems.tooManyEvents(EVENTS_MAX));
        }
        if (bodies.items.isEmpty()) {
            throw new ProblemException(Problem.invalidRequest("Expected at least one event, but there was none"));
        }
        return bodies;
    }

    private static EventBodies lines(String text) {
        return new EventBodies(
                text.lines().filter(line -> !line.isBlank()).map(Item::line).toList(), false);
    }

    private static EventBodies json(String type, JsonNode json) {
        boolean isCloudEvent = !type.equals(MediaTypes.JSON);
        boolean isList = json instanceof ArrayNode;
        boolean fits = type.equals(MediaTypes.JSON) || type.equals(MediaTypes.CLOUDEVENTS) == isList;
        if (!fits || !(isList || json.isObject())) {
            throw new ProblemException(Problem.invalidRequest("Expected the body to be "
                    + (type.equals(MediaTypes.JSON)
                            ? "one event or a list of events"
                            : type.equals(MediaTypes.CLOUDEVENTS) ? "a list of CloudEvents" : "one CloudEvent")
                    + ", but it was another value"));
        }
        List<Item> items = new ArrayList<>();
        (isList ? json : List.of(json)).forEach(each -> items.add(Item.read(each, isCloudEvent)));
        return new EventBodies(items, !isList);
    }
}
