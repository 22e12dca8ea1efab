package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.app.EngineCheckpoint.Outcome;
import io.sessionfold.engine.checkpoint.Checkpoint;
import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.checkpoint.Checkpoints;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/** Checkpoints for people and programs. */
final class CheckpointText {

    private CheckpointText() {}

    static void print(Outcome outcome, PrintWriter out) {
        ReportText.print(outcome.report(), out);
        Checkpoint written = outcome.written();
        if (written == null) {
            out.println("No checkpoint was written" + why(outcome) + '.');
            return;
        }
        out.printf(Locale.ROOT, "Checkpoint %s: %,d states, of everything before%n", written.id(), written.states());
        written.places().forEach(place -> out.println("  " + place.partition() + "@" + place.next()));
    }

    static ObjectNode json(Outcome outcome) {
        Checkpoint written = outcome.written();
        ObjectNode json =
                written == null ? JsonNodeFactory.instance.objectNode().putNull("checkpoint") : json(written);
        json.set("verification", ReportJson.of(outcome.report()));
        return json;
    }

    static void print(Checkpoints checkpoints, PrintWriter out) {
        TextTable table = new TextTable("CHECKPOINT", "CREATED", "STATES", "EVERYTHING BEFORE", "IS");
        checkpoints
                .usable()
                .forEach(one -> table.add(
                        one.id(),
                        Instant.ofEpochMilli(one.origin().createdAtMs()).toString(),
                        Long.toString(one.states()),
                        one.places().stream()
                                .map(place -> place.partition().partition() + "@" + place.next())
                                .collect(Collectors.joining(",")),
                        "whole"));
        checkpoints.unusable().forEach((id, why) -> table.add(id, "-", "-", "-", why));
        table.print(out);
    }

    static ObjectNode json(Checkpoint checkpoint) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("checkpoint", checkpoint.id())
                .put(
                        "createdAt",
                        Instant.ofEpochMilli(checkpoint.origin().createdAtMs()).toString())
                .put("previous", checkpoint.origin().previousId())
                .put("engineVersion", checkpoint.origin().engineVersion())
                .put("states", checkpoint.states());
        ArrayNode partitions = json.putArray("partitions");
        for (CheckpointPlace place : checkpoint.places()) {
            int partition = place.partition().partition();
            partitions
                    .addObject()
                    .put("partition", partition)
                    .put("next", place.next())
                    .put("states", checkpoint.states(partition));
        }
        return json.put("is", "whole");
    }

    /** One that cannot be begun from. */
    static ObjectNode json(String id, String why) {
        return JsonNodeFactory.instance.objectNode().put("checkpoint", id).put("is", why);
    }

    private static String why(Outcome outcome) {
        return outcome.report().holds() ? ": some partition could not be folded as far as the live fold has come" : "";
    }
}
