package io.sessionfold.tests.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The judge of a soak finds what leaks, and lets pass what only trembles. */
final class FlatnessTest {

    private static final int SAMPLES = 120;
    private static final double A_TENTH = 0.1;

    @Test
    void whatRisesUntilTheEndIsNotFlat() {
        assertThat(judged(at -> 100 + at).isFlat()).isFalse();
    }

    @Test
    void whatRisesLateIsNotFlat() {
        assertThat(judged(at -> at < 85 ? 100 : 200).isFlat()).isFalse();
    }

    @Test
    void whatFillsAtTheBeginningAndThenStaysIsFlat() {
        assertThat(judged(at -> Math.min(100, 10 * at)).isFlat()).isTrue();
    }

    @Test
    void noiseIsFlat() {
        Random random = new Random(1);
        assertThat(judged(at -> 100 + 50 * random.nextGaussian()).second()).isBetween(80.0, 120.0);
        assertThat(judged(at -> 100 + 10 * random.nextGaussian()).isFlat()).isTrue();
    }

    @Test
    void aFewSpikesAtTheEndAreFlat() {
        assertThat(judged(at -> at % 10 == 9 ? 10_000 : 100).isFlat()).isTrue();
    }

    @Test
    void whatFallsIsFlat() {
        assertThat(judged(at -> 1_000 - at).isFlat()).isTrue();
    }

    @Test
    void smallNumbersMayRiseByTheSlack() {
        assertThat(Flatness.of(series(at -> at < 90 ? 1 : 2), A_TENTH, 1).isFlat())
                .isTrue();
        assertThat(Flatness.of(series(at -> at < 90 ? 1 : 3), A_TENTH, 1).isFlat())
                .isFalse();
    }

    @Test
    void aShortSeriesSaysNothing() {
        assertThatThrownBy(() -> Flatness.of(List.of(1.0, 1.0, 1.0), A_TENTH, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 9");
    }

    private static Flatness judged(IntToDoubleFunction value) {
        return Flatness.of(series(value), A_TENTH, 0);
    }

    private static List<Double> series(IntToDoubleFunction value) {
        return IntStream.range(0, SAMPLES).mapToDouble(value).boxed().toList();
    }
}
