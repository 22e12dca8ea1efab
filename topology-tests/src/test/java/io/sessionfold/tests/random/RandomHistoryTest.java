package io.sessionfold.tests.random;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.PureFold;
import io.sessionfold.tests.driver.TopologyDriver;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Seeded random histories and their laws. {@code -Dsessionfold.histories=N} plays more of them on the pure fold,
 * {@code -Dsessionfold.seed=N} begins with another seed.
 */
final class RandomHistoryTest {

    private static final long FIRST_SEED = Long.getLong("sessionfold.seed", 1);
    private static final int ON_THE_FOLD = Integer.getInteger("sessionfold.histories", 10_000);
    private static final int ON_THE_TOPOLOGY = Integer.getInteger("sessionfold.topology.histories", 200);

    @Test
    @DisplayName("INV-44: every law holds of random histories on the pure fold")
    void everyLawHoldsOnTheFold() {
        play(new PureFold(), ON_THE_FOLD);
    }

    @Test
    @DisplayName("INV-44: every law holds of random histories on the topology")
    void everyLawHoldsOnTheTopology() {
        play(new TopologyDriver(false), ON_THE_TOPOLOGY);
    }

    private static void play(Driver driver, int histories) {
        LongStream.range(FIRST_SEED, FIRST_SEED + histories).parallel().forEach(seed -> {
            History history = HistoryGenerator.of(seed);
            try {
                history.play(driver, HistoryLaws.ALL);
            } catch (AssertionError broken) {
                throw new Shrinker(driver, HistoryLaws.ALL).explain(history);
            }
        });
    }
}
