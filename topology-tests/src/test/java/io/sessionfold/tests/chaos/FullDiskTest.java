package io.sessionfold.tests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.sessionfold.tests.live.TestFolder;
import java.nio.file.Files;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The disk with the stores of an engine is full, and has room again. */
final class FullDiskTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** More than fits into the memory that stores may take, so that they have to be written. */
    private static final int MANY = 20_000;

    @Test
    @DisplayName(
            "INV-44: an engine whose disk is full says which file it could not write, and goes on when there is room")
    void anEngineWhoseDiskIsFullSaysSoAndGoesOnWhenThereIsRoom() throws Exception {
        SmallDisk.obstacle().ifPresent(obstacle -> abort("There is no small disk: " + obstacle));
        try (TestFolder folder = TestFolder.create();
                Solo solo = Solo.start(folder.path())) {
            SmallDisk disk = new SmallDisk(solo.engine());
            solo.engine().start(disk.surroundings());
            solo.awaitReady();
            solo.createSessions(1);
            solo.awaitFolded();
            disk.fill();
            solo.createSessions(MANY);
            Awaitility.await("the engine says that its disk is full")
                    .atMost(PATIENCE)
                    .until(() -> Files.readString(solo.log()).contains("No space left on device"));
            disk.makeRoom();
            solo.awaitFolded();
            solo.awaitHistory();
            solo.everythingHolds();
            assertThat(Files.readString(solo.log()))
                    .as("what the engine said")
                    .contains("While appending to file: " + solo.engine().stateFolder());
        }
    }
}
