package io.sessionfold.tests.interop;

import static io.sessionfold.contract.DeadlineKind.TURN;
import static io.sessionfold.contract.Phase.CREATING;
import static io.sessionfold.contract.RejectionReason.UNKNOWN_SESSION;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.SessionWords.sessionDeleted;
import static io.sessionfold.tests.dsl.Words.afterMs;
import static io.sessionfold.tests.dsl.Words.givenNothing;
import static io.sessionfold.tests.dsl.Words.lapseArrives;
import static io.sessionfold.tests.dsl.Words.lapseLeaves;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.Position;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Stage;
import io.sessionfold.tests.dsl.Moment;
import io.sessionfold.tests.golden.GoldenLog;
import io.sessionfold.tests.live.LiveDriver;
import io.sessionfold.tests.live.RestingEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every history digest, recomputed in Python from the topics that a real engine folded. */
final class DigestChainTest {

    private static final long HALF_AN_HOUR_MS = 1_800_000;
    private static final long SEVEN_DAYS_MS = 7 * 24 * 3_600_000L;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void askForPython() {
        assumeTrue(
                Python.isThere(),
                "Expected /usr/bin/python3 with confluent_kafka and avro (Debian: python3-confluent-kafka python3-avro),"
                        + " but they are not there");
    }

    @Test
    @DisplayName("INV-45: a stranger's program comes to every digest of the golden histories, from the topics alone")
    void aStrangersProgramComesToEveryDigest() {
        try (RestingEngine engine = RestingEngine.start();
                Stage stage = engine.stage()) {
            GoldenLog.appendTo(stage);
            Recording here = stage.recording();
            Map<String, String> there = digests(engine.bootstrapServers(), engine.registryUrl());

            assertThat(here.outputs().rows()).isNotEmpty().allSatisfy(row -> mustBe(row, there));
            assertThat(here.sessions())
                    .isNotEmpty()
                    .allSatisfy((key, stored) -> assertThat(there.get(
                                    stored.session().progress().position().toString()))
                            .as("the digest of %s", key)
                            .isEqualTo(stored.session().progress().digest().toString()));
        }
    }

    @Test
    @DisplayName("INV-45: a chain begins anew where a row goes that nobody created, or a gravestone")
    void aChainBeginsAnewWhereARowGoes() {
        List<SessionRow> rows = new ArrayList<>();
        try (LiveDriver engine = LiveDriver.onMovedTime()) {
            givenNothing()
                    .when(phaseReported(CREATING), afterMs(HALF_AN_HOUR_MS))
                    .then(rejections().areExactly(refused(UNKNOWN_SESSION).of("PhaseReported")))
                    .when(session("s-1"), runAccepted("r-1"), runStarted("r-1"), lapseLeaves(TURN, "r-1"))
                    .then(moment -> add(moment, rows))
                    .when(sessionDeleted(), afterMs(SEVEN_DAYS_MS))
                    .then(moment -> assertThat(moment.recording().sessions()).isEmpty())
                    .and(moment -> add(moment, rows))
                    .when(lapseArrives(TURN, "r-1"), session("s-1"))
                    .then(rejections().areExactly(refused(UNKNOWN_SESSION).of("DeadlineLapsed")))
                    .and(moment -> add(moment, rows))
                    .on(engine);
            Map<String, String> there = digests(engine.bootstrapServers(), engine.registryUrl());

            assertThat(rows).hasSize(5).allSatisfy(row -> mustBe(row, there));
        }
    }

    private static void add(Moment moment, List<SessionRow> rows) {
        rows.addAll(moment.since().rows());
    }

    private static void mustBe(SessionRow row, Map<String, String> there) {
        assertThat(there.get(at(row.getPosition())))
                .as("the digest of %s/%s at %s", row.getTenantId(), row.getSessionKey(), at(row.getPosition()))
                .isEqualTo(HexFormat.of().formatHex(row.getHistoryDigest().array()));
    }

    /** What the program makes of the topics: the digest at each position. */
    private static Map<String, String> digests(String bootstrapServers, String registryUrl) {
        List<JsonNode> steps = new Python(folder).run("digest_chain.py", List.of(), bootstrapServers, registryUrl);
        Map<String, String> digests = new HashMap<>();
        steps.forEach(step ->
                digests.put(step.get("at").textValue(), step.get("digest").textValue()));
        return digests;
    }

    private static String at(Position position) {
        return position.getTopic() + '-' + position.getPartition() + '@' + position.getOffset();
    }
}
