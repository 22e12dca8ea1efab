package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.tests.driver.PureFold;
import org.junit.jupiter.api.Test;

/** A history that breaks a law is told by what breaks it alone. */
final class ShrinkerTest {

    @Test
    void aHistoryThatBreaksALawIsShrunkToWhatBreaksIt() {
        Law nothingIsEverRefused = recording ->
                assertThat(recording.outputs().rejections()).as("rejections").isEmpty();
        AssertionError explained = new Shrinker(new PureFold(), nothingIsEverRefused).explain(HistoryGenerator.of(1));
        assertThat(explained).hasMessageContaining("with seed 1L").hasMessageContaining("givenNothing()");
        long happenings = explained
                .toString()
                .lines()
                .filter(line -> line.contains(".when("))
                .count();
        assertThat(happenings - History.PAUSES_AT_THE_END)
                .as("happenings of the shrunk history")
                .isBetween(1L, 2L);
    }
}
