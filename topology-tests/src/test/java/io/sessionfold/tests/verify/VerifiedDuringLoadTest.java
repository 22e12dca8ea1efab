package io.sessionfold.tests.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.app.ServingEngine;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.json.RecordJson;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.faults.EngineCounts;
import io.sessionfold.tests.faults.FreePorts;
import io.sessionfold.tests.faults.Ran;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifications while events keep coming, on a broker: nothing is found, whatever is in flight. */
final class VerifiedDuringLoadTest {

    private static final int SESSIONS_AT_A_TIME = 10;
    private static final long EVERY_MS = 40;
    private static final int UNREACHABLE = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final ScheduledExecutorService gateway = Executors.newSingleThreadScheduledExecutor();
    private EngineCluster cluster;
    private int written;

    @BeforeEach
    void start() {
        cluster = EngineCluster.start(folder);
    }

    @AfterEach
    void stop() {
        gateway.shutdownNow();
        cluster.close();
    }

    @Test
    @DisplayName("INV-44: while events keep coming nothing is found, of one engine, of two, and when one is gone again")
    void nothingIsFoundWhileEventsKeepComing() {
        try (ServingEngine stays = serve("stays")) {
            Future<?> load = gateway.scheduleAtFixedRate(this::write, 0, EVERY_MS, TimeUnit.MILLISECONDS);
            EngineCounts.await(List.of(stays.engine()), counts -> counts.get(Count.READ) > 0);
            int before = holds(stays);
            try (ServingEngine comes = serve("comes")) {
                assertThat(holds(stays)).as("while partitions move").isGreaterThan(before);
                before = holds(comes);
            }
            assertThat(holds(stays)).as("when the other is gone").isGreaterThan(before);
            assertThat(load.isDone()).as("events were coming all the time").isFalse();
        }
    }

    /** Verifies everything, and the rows that an engine serves; how many records that were. */
    private int holds(ServingEngine asked) {
        String[] everything = {"--url", asked.url(), "--tenant", ChatTraffic.TENANT, "--output", "json"};
        Ran ran = Awaitility.await("an engine whose partitions do not move")
                .atMost(PATIENCE)
                .until(() -> Ran.on(cluster, "verify", everything), one -> one.exitCode() != UNREACHABLE);
        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
        JsonNode report = RecordJson.parse(ran.out());
        assertThat(report.path("same").path("served rows").asInt()).isPositive();
        return report.path("records").asInt();
    }

    private void write() {
        try {
            new ChatTraffic(cluster).write(written, written + SESSIONS_AT_A_TIME);
            cluster.flush();
            written += SESSIONS_AT_A_TIME;
        } catch (Exception failure) {
            throw new AssertionError("Expected the broker to take events", failure);
        }
    }

    private ServingEngine serve(String name) {
        String port = Integer.toString(FreePorts.next());
        return ServingEngine.start(cluster.settings(
                name,
                Map.of(
                        "http.port",
                        port,
                        "http.advertised",
                        "127.0.0.1:" + port,
                        "http.tenant",
                        ChatTraffic.TENANT,
                        "commit.interval.ms",
                        "50")));
    }
}
