package io.sessionfold.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.ApplicationEvent;
import io.sessionfold.contract.ApplicationRow;
import io.sessionfold.contract.DeadLetter;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.contract.WorkerEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordJsonTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                LifecycleEvent.class,
                SessionRow.class,
                RunOutcome.class,
                SessionCommand.class,
                RejectedEvent.class,
                DeadLetter.class,
                WorkerEvent.class,
                ApplicationEvent.class,
                ApplicationRow.class
            })
    void everyRecordIsReadBackAsItWas(Class<? extends SpecificRecord> type) {
        for (long seed = 0; seed < 200; seed++) {
            SpecificRecord record =
                    new Samples(seed).record(SpecificData.getForClass(type).getSchema(type));

            assertThat(RecordJson.read(type, RecordJson.write(record)))
                    .as("seed %d", seed)
                    .isEqualTo(record);
        }
    }

    @Test
    void aRowShowsEveryFieldInTheOrderOfTheVocabularyWithExplicitNulls() {
        SpecificRecord row = new Samples(1).record(SessionRow.getClassSchema());
        row.put(row.getSchema().getField("name").pos(), null);

        JsonNode json = RecordJson.toJson(row);

        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        assertThat(String.join(", ", names))
                .isEqualTo("tenantId, sessionKey, sessionId, ownerUserId, agentId, name, kind, applicationId, tags, "
                        + "archived, deleted, createdAt, eventType, reason, runId, eventTime, recordTime, stateVersion, "
                        + "desiredState, desiredGeneration, phase, state, phaseLabel, phaseReason, phaseMessage, "
                        + "phaseSince, runStatus, hasActiveRun, activeRunIds, startedAt, endedAt, runtimeMs, "
                        + "abortedLastRun, lastRunId, lastRunStatus, lastRunError, url, podName, routeAvailable, "
                        + "openConnections, lastActivityAt, quarantined, position, historyDigest");
        assertThat(json.get("name").isNull()).isTrue();
    }

    @Test
    void bytesAreLowerCaseHex() {
        SpecificRecord letter = new Samples(1).record(DeadLetter.getClassSchema());
        letter.put(letter.getSchema().getField("value").pos(), java.nio.ByteBuffer.wrap(new byte[] {0, (byte) 0xAB}));

        assertThat(RecordJson.toJson(letter).get("value").textValue()).isEqualTo("00ab");
    }

    @Test
    void whatIsNotJsonIsSaid() {
        assertThatThrownBy(() -> RecordJson.read(SessionRow.class, "{\"a\":"))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageStartingWith("Expected the record to be JSON, but it was not: ");
        assertThatThrownBy(() -> RecordJson.read(SessionRow.class, "{} {}")).isInstanceOf(JsonFormatException.class);
        assertThatThrownBy(() -> RecordJson.read(SessionRow.class, ""))
                .isInstanceOf(JsonFormatException.class)
                .hasMessage("Expected the record to be an object, but it was absent");
        assertThatThrownBy(() -> RecordJson.read(SessionRow.class, "{\"kind\":\"a\",\"kind\":\"b\"}"))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("kind");
    }
}
