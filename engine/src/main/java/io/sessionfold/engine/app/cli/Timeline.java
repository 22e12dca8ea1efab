package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.replay.Folded;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.Session;
import io.sessionfold.json.RecordJson;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened at each position of the log, as JSON: the event, what was decided of it, and what changed in its row. */
final class Timeline {

    /** Fields that move with every event, or that tell of the change itself. */
    private static final Set<String> MOVING = Set.of(
            "stateVersion",
            "position",
            "eventTime",
            "recordTime",
            "historyDigest",
            "lastActivityAt",
            "eventType",
            "reason",
            "runId");

    private Timeline() {}

    /** One transition. */
    static ObjectNode transition(Folded folded) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "position",
                        folded.record().topic()
                                + '-'
                                + folded.record().partition()
                                + '@'
                                + folded.record().offset())
                .put(
                        "recordTime",
                        Instant.ofEpochMilli(folded.record().timestamp()).toString());
        if (folded.received() instanceof Received.Event<RecordedEvent> event && folded.outcome() != null) {
            event(json, event.event());
            decisions(json, folded.outcome());
            changes(json, folded.before().session(), folded.outcome());
        } else if (folded.received() instanceof Received.Garbage<RecordedEvent> garbage) {
            json.put("decision", "DEAD_LETTERED")
                    .put("code", garbage.letter().getCode().name())
                    .put("detail", garbage.letter().getDetail());
        } else {
            json.put("decision", "REROUTED");
        }
        return json;
    }

    private static void event(ObjectNode json, RecordedEvent event) {
        json.put("tenantId", event.envelope().key().tenantId())
                .put("sessionKey", event.envelope().key().sessionKey())
                .put("eventId", event.envelope().eventId())
                .put("type", event.payload().type())
                .put("runId", event.payload().runId());
    }

    private static void decisions(ObjectNode json, FoldOutcome outcome) {
        Decision first = outcome.decisions().get(0);
        json.put("decision", Decision.nameOf(first.code()));
        if (first instanceof Decision.Refused) {
            json.put("detail", detail(first.eventId(), outcome));
        }
        ArrayNode released = json.arrayNode();
        for (Decision decision :
                outcome.decisions().subList(1, outcome.decisions().size())) {
            released.addObject().put("eventId", decision.eventId()).put("decision", Decision.nameOf(decision.code()));
        }
        if (!released.isEmpty()) {
            json.set("released", released);
        }
    }

    private static @Nullable String detail(String eventId, FoldOutcome outcome) {
        for (Output output : outcome.outputs()) {
            if (output instanceof Output.EventRejected rejected
                    && rejected.envelope().eventId().equals(eventId)) {
                return rejected.detail();
            }
        }
        return null;
    }

    /** The row as the last record of this step published it, held against the row before. */
    private static void changes(ObjectNode json, @Nullable Session before, FoldOutcome outcome) {
        ObjectNode changed = json.putObject("changed");
        PublicRow after = null;
        for (Output output : outcome.outputs()) {
            after = output instanceof Output.RowChanged published ? published.row() : after;
        }
        if (after == null) {
            return;
        }
        json.put("stateVersion", after.stateVersion());
        ObjectNode then = before == null
                ? json.objectNode()
                : PublicRow.of(before).map(Timeline::row).orElseGet(json::objectNode);
        row(after).properties().forEach(field -> {
            JsonNode old = then.path(field.getKey());
            JsonNode was = old.isMissingNode() ? NullNode.getInstance() : old;
            if (!MOVING.contains(field.getKey()) && !was.equals(field.getValue())) {
                changed.putArray(field.getKey()).add(was).add(field.getValue());
            }
        });
    }

    private static ObjectNode row(PublicRow row) {
        return RecordJson.toJson(RowCodec.write(row));
    }
}
