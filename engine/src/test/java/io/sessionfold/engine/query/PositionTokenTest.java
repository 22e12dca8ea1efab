package io.sessionfold.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.Position;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTokenTest {

    @Test
    void aTokenIsReadBackFromItsText() {
        PositionToken token =
                new PositionToken(new TreeMap<>(Map.of(0, 5L, 23, Long.MAX_VALUE)), new TreeMap<>(Map.of(1, -1L)));

        assertThat(PositionToken.parse(token.text())).contains(token);
        assertThat(token.text()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aTokenOfOneSessionHoldsItsPosition() {
        assertThat(PositionToken.of(new Position("sessionfold.events", 3, 91)).events())
                .containsExactly(Map.entry(3, 91L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "AQ", "AQAAAAAA", "AgAAAAA", "AX____8", "AQAB", "AQABAAAAAAAA"})
    void whatIsNoTokenIsNone(String text) {
        assertThat(PositionToken.parse(text)).isEmpty();
        assertThat(PositionToken.parse("A".repeat(70_000))).isEmpty();
    }
}
