package io.sessionfold.tests.chaos;

import static org.junit.jupiter.api.Assumptions.abort;

import io.sessionfold.tests.live.TestFolder;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The wall clock of an engine is set back while it runs, under all that runs in its process. */
final class ClockMovedTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final int SOME = 20;

    @Test
    @DisplayName("INV-44: an engine whose wall clock is set back by an hour commits at once, not in an hour")
    void anEngineWhoseClockIsSetBackGoesOn() throws Exception {
        Shim.obstacle().ifPresent(obstacle -> abort("There is no clock to move: " + obstacle));
        try (TestFolder folder = TestFolder.create();
                Solo solo = Solo.start(folder.path())) {
            Shim shim = Shim.of(solo.engine());
            solo.engine().start(shim.before(solo.engine().stateFolder()));
            solo.awaitReady();
            goOn(solo);
            shim.moveClock(AN_HOUR.negated());
            goOn(solo);
            solo.everythingHolds();
        }
    }

    private static void goOn(Solo solo) {
        solo.createSessions(SOME);
        solo.awaitFolded();
    }
}
