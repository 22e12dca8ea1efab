package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Transitions of a session for people, a line each. */
final class TransitionTable {

    private TransitionTable() {}

    static void print(JsonNode transitions, PrintWriter out) {
        TextTable table = new TextTable("OFFSET", "RECORDED", "EVENT", "BY", "OUTCOME", "WHAT");
        for (JsonNode transition : transitions) {
            table.add(
                    Cells.of(transition.path("position"), "offset"),
                    Cells.of(transition, "recordTime"),
                    Cells.of(transition.path("event"), "type"),
                    Cells.of(transition.path("event"), "producerId"),
                    Cells.of(transition, "outcome"),
                    what(transition));
        }
        table.print(out);
    }

    /** The reason of a refusal, or each field with what it was and what it became. */
    private static String what(JsonNode transition) {
        JsonNode refusal = transition.path("refusal");
        if (refusal.isObject()) {
            return Cells.of(refusal, "reason") + ": " + Cells.of(refusal, "detail");
        }
        return stream(transition.path("changes")).map(TransitionTable::change).collect(Collectors.joining("; "));
    }

    private static String change(JsonNode change) {
        String version = "v" + change.path("stateVersion").asLong();
        if (!change.path("fields").isArray()) {
            return version + " (its row is not kept any more)";
        }
        return version
                + stream(change.path("fields"))
                        .filter(field -> !isNothing(field.path("before")) || !isNothing(field.path("after")))
                        .map(field -> " " + field.path("field").asText() + " " + Cells.of(field, "before") + " -> "
                                + Cells.of(field, "after"))
                        .collect(Collectors.joining(","));
    }

    /** What a new session has not yet. */
    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isBoolean() && !value.booleanValue());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
