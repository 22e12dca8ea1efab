package io.sessionfold.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.session.Envelope;
import io.sessionfold.engine.session.EventBody;
import io.sessionfold.engine.session.EventSource;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.SessionEvent;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.json.RecordJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an event did, told by where it stands among the published rows. */
class TransitionsTest {

    private static final EventEntry AT = new EventEntry(17, 1_000);

    @ParameterizedTest
    @DisplayName(
            "INV-26, INV-46, INV-47: an event without a row or a refusal was held, parked, or changed nothing visible")
    @CsvSource({
        "PhaseReported, NONE, held",
        "PhaseReported, DELETED, held",
        "SessionCreated, NONE, parked",
        "DeadlineLapsed, NONE, unchanged",
        "PhaseReported, LIVE, unchanged",
        "PhaseReported, QUARANTINED, parked",
        "QuarantineReleased, QUARANTINED, unchanged",
        "SessionQuarantined, QUARANTINED, unchanged"
    })
    void whatNeitherShowsNorIsRefused(String type, String standing, String outcome) {
        assertThat(transition(event(type), List.of(), false, standing(standing))
                        .path("outcome")
                        .textValue())
                .isEqualTo(outcome);
    }

    @Test
    void aRowIsAChangeWithItsFieldsAndARowThatIsGoneIsSaid() {
        RowEntry entry = new RowEntry(17, 4, 9, false, false, "ada");
        ObjectNode before = (ObjectNode) RecordJson.parse("{\"phase\":\"PENDING\"}");
        ObjectNode row = (ObjectNode) RecordJson.parse("{\"phase\":\"RUNNING\",\"reason\":\"Ready\",\"runId\":null}");

        JsonNode shown = transition(
                event("PhaseReported"),
                List.of(
                        new Transitions.Published(entry, before, false, row),
                        new Transitions.Published(entry, null, false, row),
                        new Transitions.Published(entry, row, false, null)),
                false,
                standing("LIVE"));

        assertThat(shown.path("outcome").textValue()).isEqualTo("changed");
        assertThat(shown.path("changes")
                        .get(0)
                        .path("fields")
                        .get(0)
                        .path("after")
                        .textValue())
                .isEqualTo("RUNNING");
        assertThat(shown.path("changes").get(1).path("fields").isNull())
                .as("the row before is not kept")
                .isTrue();
        assertThat(shown.path("changes").get(2).path("fields").isNull()).isTrue();
    }

    @Test
    @DisplayName("INV-37: a record that is no event of the session says nothing of itself")
    void whatIsNoEventOfTheSessionIsNotShown() {
        JsonNode lost = transition(null, List.of(), false, standing("LIVE"));
        JsonNode misplaced = transition(new Received.Misplaced<>(), List.of(), false, standing("LIVE"));

        assertThat(lost.path("outcome").textValue()).isEqualTo("unknown");
        assertThat(misplaced.path("outcome").textValue()).isEqualTo("dead-lettered");
        assertThat(misplaced.path("event").isNull()).isTrue();
    }

    @Test
    void aRefusalThatCannotBeReadIsARefusalAllTheSame() {
        assertThat(transition(event("PhaseReported"), List.of(), true, standing("LIVE"))
                        .path("outcome")
                        .textValue())
                .isEqualTo("refused");
    }

    private static JsonNode transition(
            @Nullable Received<RecordedEvent> received,
            List<Transitions.Published> rows,
            boolean isRefused,
            @Nullable RowEntry standing) {
        return Transitions.of(3, AT, received, rows, null, isRefused, standing);
    }

    private static @Nullable RowEntry standing(String standing) {
        return standing.equals("NONE")
                ? null
                : new RowEntry(10, 3, 8, standing.equals("DELETED"), standing.equals("QUARANTINED"), "ada");
    }

    /** Of any type: its name alone counts here. */
    private static Received<RecordedEvent> event(String type) {
        Envelope envelope = new Envelope(
                "e-1",
                new SessionKey("acme", "chat-1"),
                null,
                "c-1",
                null,
                null,
                0,
                null,
                EventSource.CONTROLLER,
                null);
        return new Received.Event<>(new RecordedEvent(
                envelope,
                new SessionEvent.Unrecognised(type),
                1_000,
                new Position(Topics.EVENTS, 3, 17),
                EventBody.NONE));
    }
}
