package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.verify.Finding;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.engine.verify.Resting;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A report for programs, as one JSON object. */
final class ReportJson {

    private static final double THOUSANDTHS = 1_000;

    private ReportJson() {}

    static ObjectNode of(Report report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("holds", report.holds());
        json.put("records", report.compared().events());
        json.put("notFoldedYet", report.compared().behind());
        json.put("seconds", Math.round(report.seconds() * THOUSANDTHS) / THOUSANDTHS);
        ObjectNode same = json.putObject("same");
        report.compared().same().forEach(same::put);
        ObjectNode unprovable = json.putObject("noLongerProvable");
        report.compared().unprovable().forEach(unprovable::put);
        resting(json, report.resting());
        ObjectNode counts = json.putObject("found");
        report.counts().forEach((kind, number) -> counts.put(kind.code(), number));
        if (report.first().isPresent()) {
            json.set("first", finding(report.first().get()));
            report.around().forEach(json.putArray("around")::add);
        } else {
            json.putNull("first");
        }
        report.findings().forEach(finding -> json.withArray("findings").add(finding(finding)));
        return json;
    }

    private static void resting(ObjectNode json, Resting resting) {
        ArrayNode begun = json.putArray("fromCheckpoints");
        resting.begun()
                .forEach(one -> begun.addObject()
                        .put("partition", one.partition())
                        .put("checkpoint", one.checkpointId())
                        .put("from", one.from()));
        ObjectNode records = json.putObject("restsOnCheckpoints");
        new TreeMap<>(resting.records()).forEach(records::put);
        resting.sentences().forEach(json.putArray("unproven")::add);
    }

    private static ObjectNode finding(Finding finding) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", finding.kind().code());
        json.put("where", finding.where());
        json.put("session", finding.session());
        position(json, "event", finding.event());
        position(json, "found", finding.found());
        json.put("recordTimeMs", finding.recordTimeMs());
        json.put("expected", finding.expected());
        json.put("actual", finding.actual());
        return json;
    }

    private static void position(ObjectNode json, String field, @Nullable Position position) {
        if (position == null) {
            json.putNull(field);
        } else {
            json.putObject(field)
                    .put("topic", position.topic())
                    .put("partition", position.partition())
                    .put("offset", position.offset());
        }
    }
}
