package io.sessionfold.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final SessionFilter ADAS = new SessionFilter("acme", "ada", null, null, null, null, null);

    @Test
    void aCursorIsReadBackFromItsText() {
        Cursor cursor = Cursor.after("chat-ü:1", ADAS);

        assertThat(Cursor.parse(cursor.text())).contains(cursor);
        assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aCursorKnowsItsFilter() {
        Cursor cursor = Cursor.after("chat-1", ADAS);

        assertThat(cursor.isOf(new SessionFilter("acme", "ada", null, null, null, null, null)))
                .isTrue();
        assertThat(cursor.isOf(new SessionFilter("acme", null, null, null, "ada", null, null)))
                .isFalse();
        assertThat(cursor.isOf(new SessionFilter("other", "ada", null, null, null, null, null)))
                .isFalse();
        assertThat(cursor.isOf(SessionFilter.ofTenant("acme"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "AQ", "AQAAAAAAAAAA", "AgAAAAAAAAAAYQ"})
    void whatIsNoCursorIsNone(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
        assertThat(Cursor.parse("A".repeat(2_000))).isEmpty();
    }
}
