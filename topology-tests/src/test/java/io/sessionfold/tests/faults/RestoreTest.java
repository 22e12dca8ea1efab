package io.sessionfold.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.store.ProgressCounts.Count;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stores held before comes back, and an instance says how much of it. */
final class RestoreTest {

    private static final int SESSIONS = 60;

    @TempDir
    Path folder;

    @Test
    @DisplayName("INV-9: guards and states come back into an empty folder, out of what was committed")
    void anEmptyFolderIsFilledFromTheChangelogs() throws Exception {
        try (EngineCluster cluster = EngineCluster.start(folder)) {
            Engine before = cluster.startEngine("before", Map.of());
            new ChatTraffic(cluster).write(0, SESSIONS);
            cluster.flush();
            long expected = (long) SESSIONS * ChatTraffic.EVENTS;
            EngineCounts.await(List.of(before), counts -> counts.get(Count.READ) == expected);
            assertThat(before.restores().restored()).as("restored by the first").isZero();
            before.close();

            Engine after = cluster.startEngine("after", Map.of());
            EngineCounts.await(List.of(after), counts -> counts.get(Count.READ) == expected);
            assertThat(LiveStates.held(List.of(after))).hasSize(SESSIONS).isEqualTo(LiveStates.replayed(cluster));
            assertThat(after.restores().restored())
                    .as("at least each session and its guards")
                    .isGreaterThanOrEqualTo(2L * SESSIONS);
            assertThat(after.restores().stores()).as("under way").isZero();
        }
    }
}
