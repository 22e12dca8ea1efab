package io.sessionfold.tests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.tests.live.TestFolder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A short selection of what {@link FaultRun} does for as long as it is let. {@code -Dsessionfold.faults.seed=…} repeats one. */
final class FaultsTest {

    private static final long SEED = 20_261_121;

    @Test
    @DisplayName(
            "INV-2, INV-7, INV-9, INV-13, INV-36, INV-37, INV-44: nothing is lost, doubled or read wrong while brokers are"
                    + " killed and engines are killed, paused and cut off")
    void nothingIsLostDoubledOrReadWrong() throws Exception {
        List<Episode.Struck> struck = new ArrayList<>();
        List<Fault> faults =
                List.of(Fault.COORDINATOR_KILLED, Fault.ENGINE_PAUSED, Fault.ENGINE_CUT_OFF, Fault.ENGINE_KILLED);
        try (TestFolder folder = TestFolder.create()) {
            new Episode(Long.getLong("sessionfold.faults.seed", SEED), faults).run(folder.path(), struck::add);
        }
        assertThat(struck).extracting(Episode.Struck::fault).isEqualTo(faults);
        assertThat(struck).flatExtracting(Episode.Struck::wrong).isEmpty();
    }
}
