package io.sessionfold.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.session.Phase;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.IndexEntry;
import java.util.List;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class LocalListsTest {

    private static final List<Integer> ALL = List.of(0, 1, 2);
    private static final SessionFilter ACME = SessionFilter.ofTenant("acme");
    private static final SessionFilter OF_BOB = new SessionFilter("acme", "bob", null, null, null, null, null);
    private static final SessionFilter BUSY = new SessionFilter("acme", null, null, true, null, null, null);
    private static final SessionFilter IDLE = new SessionFilter("acme", null, null, false, null, null, null);

    private final MemoryStores stores = new MemoryStores(3);
    private final LocalLists lists = new LocalLists(stores);

    @Test
    void aFilterLooksOnlyAtWhatTheIndexNames() {
        for (int n = 0; n < 9; n++) {
            stores.with(n % 3, TestSessions.session(key("k" + n), n % 3 == 1 ? "bob" : "ada", 1));
        }
        // Whoever may look at three rows sees no more of nine than the three that are asked for.
        SessionPart part = new LocalLists(stores, 3).list(OF_BOB, null, 10, ALL);

        assertThat(keys(part)).containsExactly("k1", "k4", "k7");
        assertThat(part.cursor()).isNull();
        assertThat(stores.open()).isZero();
    }

    @Test
    @DisplayName("INV-7: a hit of the index is checked against the row")
    void aHitIsCheckedAgainstTheRow() {
        stores.with(0, TestSessions.session(key("of-ada"), "ada", 1))
                .with(1, TestSessions.session(key("of-bob"), "bob", 1))
                .with(2, TestSessions.gravestone(key("deleted")))
                .find(0, key("of-ada"), IndexEntry.owner("bob"))
                .find(2, key("deleted"), IndexEntry.owner("bob"))
                .find(2, key("never-was"), IndexEntry.owner("bob"));

        assertThat(keys(lists.list(OF_BOB, null, 10, ALL))).containsExactly("of-bob");
    }

    @Test
    void aCursorGoesOnBehindItsKeyInTheIndexToo() {
        for (int n = 0; n < 5; n++) {
            stores.with(n % 2, TestSessions.session(key("k" + n), "bob", 1));
        }
        SessionPart first = lists.list(OF_BOB, null, 2, ALL);
        SessionPart second = lists.list(OF_BOB, first.cursor(), 2, ALL);
        SessionPart third = lists.list(OF_BOB, second.cursor(), 2, ALL);

        assertThat(keys(first)).containsExactly("k0", "k1");
        assertThat(keys(second)).containsExactly("k2", "k3");
        assertThat(keys(third)).containsExactly("k4");
        assertThat(third.cursor()).isNull();
    }

    @Test
    void onlyThePartitionsThatAreAskedForAreLookedAt() {
        stores.with(0, TestSessions.session(key("a"), "bob", 1)).with(1, TestSessions.session(key("b"), "bob", 1));

        assertThat(keys(lists.list(OF_BOB, null, 10, List.of(1)))).containsExactly("b");
        assertThat(keys(lists.list(ACME, null, 10, List.of(0)))).containsExactly("a");
        assertThat(lists.count(ACME, null, List.of(0))).isEqualTo(new SessionTally(1, null));
        assertThat(lists.count(OF_BOB, null, List.of(2))).isEqualTo(new SessionTally(0, null));
    }

    @Test
    @DisplayName("INV-37: the index of one tenant names no session of another")
    void anotherTenantsSessionsAreNeverNamed() {
        stores.with(0, TestSessions.session(key("a"), "bob", 1))
                .with(0, TestSessions.session(new SessionKey("acme-2", "b"), "bob", 1))
                .with(0, TestSessions.session(new SessionKey("acm", "c"), "bob", 1));

        assertThat(keys(lists.list(OF_BOB, null, 10, ALL))).containsExactly("a");
        assertThat(lists.count(ACME, null, ALL).count()).isEqualTo(1);
        assertThat(lists.count(OF_BOB, null, ALL).count()).isEqualTo(1);
    }

    @Test
    void aCountIsThatOfTheList() {
        for (int n = 0; n < 6; n++) {
            stores.with(
                    n % 3,
                    n % 2 == 0
                            ? TestSessions.session(key("k" + n), "bob", 1)
                            : TestSessions.active(key("k" + n), "ada", "gw-" + n));
        }
        stores.with(0, TestSessions.gravestone(key("deleted"))).with(1, TestSessions.provisional(key("to-come")));
        List<SessionFilter> filters = List.of(
                ACME,
                OF_BOB,
                BUSY,
                IDLE,
                new SessionFilter("acme", null, Phase.RUNNING, null, null, null, null),
                new SessionFilter("acme", null, null, null, "chat", null, null),
                new SessionFilter("acme", null, null, null, null, "a name", null),
                new SessionFilter("acme", null, null, null, null, null, "gw-3"),
                new SessionFilter("acme", "bob", null, true, null, null, null),
                SessionFilter.ofLiveName("acme", "ada", "a name"),
                new SessionFilter("acme", "ada", Phase.RUNNING, true, "chat", "a name", "gw-1"));

        assertThat(filters)
                .allSatisfy(filter -> assertThat(lists.count(filter, null, ALL))
                        .isEqualTo(new SessionTally(
                                lists.list(filter, null, 100, ALL).sessions().size(), null)));
        assertThat(lists.count(ACME, null, ALL).count()).isEqualTo(6);
        assertThat(lists.count(BUSY, null, ALL).count()).isEqualTo(3);
        assertThat(lists.count(IDLE, null, ALL).count()).isEqualTo(3);
    }

    @Test
    void aCountThatHasToLookAtRowsLooksAtABoundedNumberAtATime() {
        for (int n = 0; n < 5; n++) {
            stores.with(0, TestSessions.session(key("k" + n), "bob", 1));
        }
        LocalLists patient = new LocalLists(stores, 3);
        SessionTally first = patient.count(IDLE, null, ALL);
        SessionTally second = patient.count(IDLE, first.cursor(), ALL);

        assertThat(first.count()).isEqualTo(3);
        assertThat(second).isEqualTo(new SessionTally(2, null));
    }

    @Test
    @DisplayName("INV-41: a partition that is not here is never counted as empty")
    void aPartitionThatMovesAwayIsNeverEmpty() {
        stores.move(1);

        assertThatThrownBy(() -> lists.list(OF_BOB, null, 10, ALL)).isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(() -> lists.count(OF_BOB, null, ALL)).isInstanceOf(InvalidStateStoreException.class);
        assertThat(stores.open()).isZero();
    }

    private static List<String> keys(SessionPart part) {
        return part.sessions().stream()
                .map(session -> session.key().sessionKey())
                .toList();
    }

    private static SessionKey key(String sessionKey) {
        return new SessionKey("acme", sessionKey);
    }
}
