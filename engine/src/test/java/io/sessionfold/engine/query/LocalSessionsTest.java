package io.sessionfold.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.Phase;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LocalSessionsTest {

    private static final SessionFilter ACME = SessionFilter.ofTenant("acme");

    private final MemoryStores stores = new MemoryStores(3);
    private final LocalSessions sessions = stores.query();

    @Test
    void aSessionIsFoundWithItsPosition() {
        stores.with(1, TestSessions.session(key("chat-1"), "ada", 41));

        assertThat(find(key("chat-1"))).isInstanceOfSatisfying(QueryResult.Found.class, found -> {
            PublicRow row = (PublicRow) found.value();
            assertThat(row.body().ownerUserId()).isEqualTo("ada");
            assertThat(row.progress().position().offset()).isEqualTo(41);
        });
        assertThat(find(key("chat-2"))).isEqualTo(new QueryResult.NotFound<>());
    }

    @Test
    @DisplayName("INV-41: a deleted session is gone, which is not the same as not found")
    void aDeletedSessionIsGone() {
        stores.with(0, TestSessions.gravestone(key("chat-1")));

        assertThat(find(key("chat-1"))).isEqualTo(new QueryResult.Gone<>());
    }

    @Test
    @DisplayName("INV-26: a provisional row is invisible")
    void aProvisionalRowIsInvisible() {
        stores.with(0, TestSessions.provisional(key("chat-1")));

        assertThat(find(key("chat-1"))).isEqualTo(new QueryResult.NotFound<>());
        assertThat(page(ACME, null, 10).rows()).isEmpty();
    }

    @Test
    @DisplayName("INV-41: whoever does not own a key never says that it is not there")
    void aKeyOfAnotherInstanceIsNotReadyHere() {
        stores.owner(key("a"), new Ownership.Elsewhere("other:8480")).owner(key("b"), new Ownership.Nobody("starting"));
        stores.with(0, TestSessions.session(key("c"), "ada", 1));
        stores.move(0);

        assertThat(reason(find(key("a")))).contains("http://other:8480");
        assertThat(reason(find(key("b")))).isEqualTo("starting");
        assertThat(reason(find(key("c")))).contains("moving");
        assertThat(reason(sessions.list(ACME, null, 10))).contains("moving");
    }

    @Test
    void anInstanceWithoutPartitionsHasNoList() {
        assertThat(reason(new MemoryStores(0).query().list(ACME, null, 10))).contains("no partition");
    }

    @Test
    void aListIsInOrderOverAllPartitionsAndOfOneTenantAlone() {
        stores.with(2, TestSessions.session(key("a"), "ada", 1))
                .with(0, TestSessions.session(key("b"), "ada", 1))
                .with(2, TestSessions.session(key("c"), "ada", 1))
                .with(1, TestSessions.session(key("d"), "ada", 1))
                .with(1, TestSessions.session(new SessionKey("acme-2", "x"), "ada", 1))
                .with(1, TestSessions.session(new SessionKey("acme0", "x"), "ada", 1))
                .with(1, TestSessions.session(new SessionKey("acm", "x"), "ada", 1));

        assertThat(keys(page(ACME, null, 10))).containsExactly("a", "b", "c", "d");
        assertThat(stores.open()).isZero();
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        for (int n = 0; n < 10; n++) {
            stores.with(n % 3, TestSessions.session(key("k" + n), "ada", 1));
        }
        List<String> seen = new ArrayList<>();
        Cursor cursor = null;
        do {
            SessionPage page = page(ACME, cursor, 3);
            seen.addAll(keys(page));
            cursor = page.cursor();
        } while (cursor != null);

        assertThat(seen).containsExactly("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9");
    }

    @Test
    void aPageThatIsExactlyFullIsTheLastOne() {
        stores.with(0, TestSessions.session(key("a"), "ada", 1)).with(1, TestSessions.session(key("b"), "ada", 1));

        assertThat(page(ACME, null, 2).cursor()).isNull();
    }

    @Test
    void aPageLooksAtABoundedNumberOfRows() {
        LocalSessions patient = new LocalSessions(stores, stores.listeners, stores.ends, stores.parts(2));
        for (int n = 0; n < 5; n++) {
            stores.with(
                    0,
                    n == 4
                            ? TestSessions.session(key("k4"), "ada", 1)
                            : TestSessions.active(key("k" + n), "ada", "gw-1"));
        }
        SessionFilter notBusy = new SessionFilter("acme", null, null, false, null, null, null);
        List<String> seen = new ArrayList<>();
        int pages = 0;
        Cursor cursor = null;
        do {
            SessionPage page = found(patient.list(notBusy, cursor, 10));
            seen.addAll(keys(page));
            cursor = page.cursor();
            pages++;
        } while (cursor != null);

        assertThat(seen).containsExactly("k4");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void everyFilterNarrowsTheList() {
        stores.with(0, TestSessions.session(key("idle"), "ada", 1))
                .with(1, TestSessions.active(key("busy"), "bob", "gw-1"));

        assertThat(keys(page(new SessionFilter("acme", "ada", null, null, null, null, null), null, 9)))
                .containsExactly("idle");
        assertThat(keys(page(new SessionFilter("acme", null, null, true, null, null, null), null, 9)))
                .containsExactly("busy");
        assertThat(keys(page(new SessionFilter("acme", null, null, false, null, null, null), null, 9)))
                .containsExactly("idle");
        assertThat(keys(page(new SessionFilter("acme", null, null, null, null, null, "gw-1"), null, 9)))
                .containsExactly("busy");
        assertThat(keys(page(new SessionFilter("acme", null, Phase.FAILED, null, null, null, null), null, 9)))
                .isEmpty();
        assertThat(keys(page(new SessionFilter("acme", null, null, null, "desktop", null, null), null, 9)))
                .isEmpty();
        assertThat(keys(page(new SessionFilter("acme", null, null, null, "chat", "a name", null), null, 9)))
                .containsExactly("busy", "idle");
    }

    @Test
    void aListSaysHowFarItsPartitionsAreFolded() {
        ProgressCounts counts = new ProgressCounts();
        counts.set(Count.LAST_OFFSET, 77);
        stores.with(1, counts);

        assertThat(page(ACME, null, 9).events()).containsOnlyKeys(1).containsEntry(1, 77L);
    }

    private SessionPage page(SessionFilter filter, @Nullable Cursor after, int limit) {
        return found(sessions.list(filter, after, limit));
    }

    private QueryResult<PublicRow> find(SessionKey key) {
        return sessions.read(key, ReadWish.ANY).flatMap(SessionRead::row);
    }

    private static <T> T found(QueryResult<T> result) {
        assertThat(result).isInstanceOf(QueryResult.Found.class);
        return ((QueryResult.Found<T>) result).value();
    }

    private static String reason(QueryResult<?> result) {
        assertThat(result).isInstanceOf(QueryResult.NotReady.class);
        return ((QueryResult.NotReady<?>) result).reason();
    }

    private static List<String> keys(SessionPage page) {
        return page.rows().stream().map(row -> row.body().key().sessionKey()).toList();
    }

    private static SessionKey key(String sessionKey) {
        return new SessionKey("acme", sessionKey);
    }
}
