package io.sessionfold.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a golden history that differs says of itself. */
final class GoldenDifferenceTest {

    private static final String INPUT = "{\"recordTime\":\"2026-11-20T10:00:00Z\",\"event\":{}}";

    @Test
    void aChangeOfTheSchemaAloneIsToldApartFromAChangeOfTheFold() {
        assertThat(words(state(1, "a"), state(1, "b"))).contains("and nothing else", "its version stays");
        assertThat(words(state(1, "a"), state(2, "b")))
                .contains("the same inputs come to something else")
                .doesNotContain("its version stays");
    }

    private static String words(String held, String made) {
        return new GoldenDifference(List.of(INPUT, held), List.of(INPUT, made)).inWords("T1/x.jsonl");
    }

    private static String state(int version, String digit) {
        return "{\"state\":{\"stateVersion\":" + version + ",\"historyDigest\":\"" + digit.repeat(64) + "\"}}";
    }
}
