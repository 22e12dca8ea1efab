package io.sessionfold.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.PhaseReported;
import io.sessionfold.contract.RunEnded;
import io.sessionfold.contract.RunStarted;
import io.sessionfold.contract.SessionDeleted;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventJsonTest {
    private static final String DOCUMENTED = "{\"type\":\"RunStarted\",\"eventId\":\"e-7\",\"tenantId\":\"acme\","
            + "\"sessionKey\":\"chat-1\",\"producerId\":\"gw-1\",\"eventTime\":\"2026-11-20T10:00:00Z\","
            + "\"payload\":{\"runId\":\"r-1\"}}";

    @Test
    void theDocumentedExampleIsAnEvent() {
        LifecycleEvent event = EventJson.read(DOCUMENTED, EventDefaults.none());

        assertThat(event)
                .isEqualTo(LifecycleEvent.newBuilder()
                        .setEventId("e-7")
                        .setTenantId("acme")
                        .setSessionKey("chat-1")
                        .setProducerId("gw-1")
                        .setEventTime(Instant.parse("2026-11-20T10:00:00Z"))
                        .setSource(EventSource.UNKNOWN)
                        .setPayload(RunStarted.newBuilder().setRunId("r-1").build())
                        .build());
    }

    @Test
    void everyPayloadIsReadBackAsItWas() {
        for (LifecycleEvent event : new Samples(7).events()) {
            assertThat(EventJson.read(EventJson.write(event), EventDefaults.none()))
                    .isEqualTo(event);
        }
    }

    @Test
    void theEnvelopeLiesFlatAndTheTypeNamesThePayload() {
        JsonNode json = EventJson.toJson(EventJson.read(DOCUMENTED, EventDefaults.none()));

        assertThat(json.get("type").textValue()).isEqualTo("RunStarted");
        assertThat(json.get("payload").get("runId").textValue()).isEqualTo("r-1");
        assertThat(json.get("sessionId").isNull()).isTrue();
    }

    @Test
    void microsecondsAreKeptAndOffsetsUnderstood() {
        String text = DOCUMENTED.replace("10:00:00Z", "11:00:00.123456+01:00");

        assertThat(EventJson.toJson(EventJson.read(text, EventDefaults.none()))
                        .get("eventTime")
                        .textValue())
                .isEqualTo("2026-11-20T10:00:00.123456Z");
    }

    @Test
    void whatMayBeLeftOutIsFilledFromTheSchema() {
        LifecycleEvent ended = EventJson.read(DOCUMENTED.replace("RunStarted", "RunEnded"), EventDefaults.none());
        LifecycleEvent reported = EventJson.read(
                DOCUMENTED.replace("RunStarted", "PhaseReported").replace("{\"runId\":\"r-1\"}", "{\"message\":null}"),
                EventDefaults.none());
        LifecycleEvent deleted = EventJson.read(
                DOCUMENTED.replace("RunStarted", "SessionDeleted").replace(",\"payload\":{\"runId\":\"r-1\"}", ""),
                EventDefaults.none());

        assertThat(((RunEnded) ended.getPayload()).getExecutionStarted()).isTrue();
        assertThat(((PhaseReported) reported.getPayload()).getPhase()).isEqualTo(Phase.UNKNOWN);
        assertThat(((PhaseReported) reported.getPayload()).getCleared()).isEmpty();
        assertThat(deleted.getPayload()).isInstanceOf(SessionDeleted.class);
    }

    @Test
    void aDefaultBelongsToOneEventAlone() {
        String text = DOCUMENTED.replace("RunStarted", "PhaseReported").replace("\"runId\":\"r-1\"", "");
        PhaseReported first =
                (PhaseReported) EventJson.read(text, EventDefaults.none()).getPayload();
        first.getCleared().add("url");

        assertThat(((PhaseReported) EventJson.read(text, EventDefaults.none()).getPayload()).getCleared())
                .isEmpty();
    }

    @Test
    void theDoorFillsInWhatIsMissingAndNothingElse() {
        Instant now = Instant.parse("2026-11-21T00:00:00.000001Z");
        String bare = "{\"type\":\"SessionDeleted\",\"sessionKey\":\"chat-1\",\"producerId\":\"gw-1\"}";

        LifecycleEvent event = EventJson.read(bare, door("e-1", now, "acme"));
        assertThat(event.getEventId()).isEqualTo("e-1");
        assertThat(event.getEventTime()).isEqualTo(now);
        assertThat(event.getTenantId()).isEqualTo("acme");

        LifecycleEvent complete = EventJson.read(DOCUMENTED, door("other", now, "other"));
        assertThat(complete).isEqualTo(EventJson.read(DOCUMENTED, EventDefaults.none()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"type\":\"RunStarted\" | \"type\":\"RunExploded\" | type    | one of [SessionCreated, | \"RunExploded\"",
                "\"type\":\"RunStarted\", |                          | type    | one of [SessionCreated, | absent",
                "\"runId\":\"r-1\"     | \"runId\":7              | payload.runId | a text | 7",
                "\"runId\":\"r-1\"     | \"workerId\":\"w\"       | payload.runId | a text | absent",
                "\"runId\":\"r-1\"     | \"runid\":\"r-1\"        | payload.runid | a field of RunStarted [runId, workerId, startedAt] | an unknown field",
                "\"eventId\":          | \"producerEpoch\":1.5,\"eventId\": | producerEpoch | a whole number of 64 bits | 1.5",
                "\"eventId\":          | \"source\":\"gateway\",\"eventId\": | source | one of [GATEWAY, CONTROLLER, WORKER, API, TIMER, RECOVERY, UNKNOWN] | \"gateway\"",
                "2026-11-20T10:00:00Z  | yesterday                | eventTime | an ISO-8601 time | \"yesterday\"",
                "2026-11-20T10:00:00Z  | +99999-11-20T10:00:00Z   | eventTime | an ISO-8601 time | \"+99999-11-20T10:00:00Z\"",
                "{\"runId\":\"r-1\"}   | []                       | payload | an object | []",
            })
    void whatIsWrongIsNamedWithItsPathItsValueAndWhatIsAllowed(
            String part, String replacement, String path, String expected, String actual) {
        String text = DOCUMENTED.replace(part, replacement == null ? "" : replacement);

        assertThatThrownBy(() -> EventJson.read(text, EventDefaults.none()))
                .isInstanceOf(JsonFormatException.class)
                .hasFieldOrPropertyWithValue("path", path)
                .hasMessageStartingWith("Expected '" + path + "' to be " + expected)
                .hasMessageEndingWith("but it was " + actual);
    }

    private static EventDefaults door(String eventId, Instant eventTime, String tenantId) {
        return new EventDefaults() {
            @Override
            public Optional<String> eventId() {
                return Optional.of(eventId);
            }

            @Override
            public Optional<Instant> eventTime() {
                return Optional.of(eventTime);
            }

            @Override
            public Optional<String> tenantId() {
                return Optional.of(tenantId);
            }
        };
    }
}
