package io.sessionfold.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.SessionKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartMergeTest {

    private static final SessionFilter ACME = SessionFilter.ofTenant("acme");

    @Test
    void partsAreMergedInTheOrderOfTheirKeysBytes() {
        SessionPage page = page(10, part(null, "a", "z", "\uFF5E"), part(null, "b", "\uD83D\uDE00"));

        assertThat(keys(page)).containsExactly("a", "b", "z", "\uFF5E", "\uD83D\uDE00");
        assertThat(page.cursor()).isNull();
    }

    @Test
    void aPartThatStopsEarlyBoundsThePage() {
        SessionPage page = page(3, part("b", "b"), part(null, "a", "c", "d"));

        assertThat(keys(page)).containsExactly("a", "b");
        assertThat(page.cursor()).isEqualTo(Cursor.after("b", ACME));
    }

    @Test
    void aFullPageGoesOnBehindItsLastRow() {
        SessionPage page = page(2, part("d", "b", "d"), part("c", "a", "c"));

        assertThat(keys(page)).containsExactly("a", "b");
        assertThat(page.cursor()).isEqualTo(Cursor.after("b", ACME));
    }

    @Test
    void theStalestCopySaysHowStaleThePageIs() {
        PartRead fresh = new PartRead(part(null, "a").part(), 1, new Source("one:1", Duration.ofSeconds(1)));
        PartRead stale = new PartRead(part(null, "b").part(), 1, new Source("two:2", Duration.ofSeconds(2)));

        assertThat(page(2, fresh, part(null), stale).source())
                .isEqualTo(new Source("one:1, two:2", Duration.ofSeconds(2)));
    }

    private static SessionPage page(int limit, PartRead... parts) {
        PartWish wish = new PartWish(ACME, null, limit, List.of(), Collections.emptySortedMap(), false);
        return PartMerge.page(wish, List.of(parts));
    }

    private static PartRead part(@Nullable String endedAt, String... keys) {
        SessionPart part = new SessionPart(
                Arrays.stream(keys)
                        .map(key -> TestSessions.session(new SessionKey("acme", key), "ada", 1))
                        .toList(),
                endedAt == null ? null : Cursor.after(endedAt, ACME),
                Collections.emptySortedMap());
        return new PartRead(part, keys.length, Source.HERE);
    }

    private static List<String> keys(SessionPage page) {
        return page.rows().stream().map(row -> row.body().key().sessionKey()).toList();
    }
}
