package io.sessionfold.tests.random;

import static io.sessionfold.tests.dsl.VersionWords.foldVersionBegun;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.PureFold;
import io.sessionfold.tests.driver.TopologyDriver;
import io.sessionfold.tests.dsl.Happening;
import io.sessionfold.tests.versions.ImpatientFold;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Random histories in the middle of which a second fold version begins, and their laws. */
final class RandomVersionsTest {

    private static final int ON_THE_FOLD = Integer.getInteger("sessionfold.versions.histories", 2_000);
    private static final int ON_THE_TOPOLOGY = 50;

    @Test
    @DisplayName("INV-44: every law holds of random histories in two fold versions on the pure fold")
    void everyLawHoldsOnTheFold() {
        play(new PureFold(ImpatientFold.TWO), ON_THE_FOLD);
    }

    @Test
    @DisplayName("INV-44: every law holds of random histories in two fold versions on the topology")
    void everyLawHoldsOnTheTopology() {
        play(new TopologyDriver(ImpatientFold.TWO, false), ON_THE_TOPOLOGY);
    }

    @Test
    @DisplayName("INV-44: where a version begins decides what a history comes to")
    void theVersionsDiffer() {
        long differing = LongStream.rangeClosed(1, 100)
                .filter(seed -> !endsOf(HistoryGenerator.of(seed)).equals(endsOf(inTwoVersions(seed))))
                .count();
        assertThat(differing)
                .as("histories whose runs end otherwise in two versions")
                .isPositive();
    }

    private static void play(Driver driver, int histories) {
        LongStream.rangeClosed(1, histories).parallel().forEach(seed -> {
            History history = inTwoVersions(seed);
            try {
                history.play(driver, HistoryLaws.ALL);
            } catch (AssertionError broken) {
                throw new Shrinker(driver, HistoryLaws.ALL).explain(history);
            }
        });
    }

    private static History inTwoVersions(long seed) {
        History one = HistoryGenerator.of(seed);
        List<Happening> happenings = new ArrayList<>(one.happenings());
        happenings.add(
                new Random(seed).nextInt(happenings.size() + 1),
                foldVersionBegun(2).withId("version-2"));
        return new History(seed, List.copyOf(happenings));
    }

    /** How its runs ended, and when. */
    private static List<String> endsOf(History history) {
        List<String> ends = new ArrayList<>();
        history.play(
                new PureFold(ImpatientFold.TWO),
                recording -> recording
                        .outputs()
                        .outcomes()
                        .forEach(outcome -> ends.add(outcome.getSessionKey() + "/" + outcome.getRunId() + " "
                                + outcome.getStatus() + " " + outcome.getEndedAt())));
        return ends;
    }
}
