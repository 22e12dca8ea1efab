package io.sessionfold.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.application.Application;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A read of what another instance owns, while that one cannot answer as the owner. */
final class RoutedSessionsTest {

    private static final SessionKey KEY = new SessionKey("acme", "s-1");
    private static final String OWNER = "owner:8480";
    private static final String COPY = "copy:8480";

    private final MemoryStores stores = new MemoryStores(1);
    private final List<String> asked = new ArrayList<>();

    @Test
    void anOwnerInARebalanceAnswersFromItsStoreWhereNobodyElseHasACopy() {
        QueryResult<SessionRead> read = sessions(OWNER).read(KEY, ReadWish.ANY);

        assertThat(asked).containsExactly("owned " + OWNER, "copied " + COPY, "copied " + OWNER);
        assertThat(read)
                .isInstanceOfSatisfying(
                        QueryResult.Found.class,
                        found -> assertThat(
                                        ((SessionRead) found.value()).source().isOwner())
                                .isFalse());
    }

    @Test
    void aCopyThatAnswersIsEnough() {
        assertThat(sessions(COPY).read(KEY, ReadWish.ANY)).isInstanceOf(QueryResult.Found.class);
        assertThat(asked).containsExactly("owned " + OWNER, "copied " + COPY);
    }

    @Test
    void whereNobodyHasACopyItIsNotReady() {
        assertThat(sessions("nobody").read(KEY, ReadWish.ANY)).isInstanceOf(QueryResult.NotReady.class);
    }

    private RoutedSessions sessions(String whoHasACopy) {
        stores.owner(KEY, new Ownership.Elsewhere(OWNER));
        LocalSessions local = new LocalSessions(stores, stores.listeners, stores.ends);
        LocalParts parts = new LocalParts(stores, stores.listeners, stores.ends, partition -> Optional.empty());
        return new RoutedSessions(
                stores, local, parts, new CopyReads(stores, partition -> Optional.empty()), new Others(whoHasACopy));
    }

    /** The other instances: none is the owner in its own eyes, and one has a copy. */
    private final class Others implements Peers {

        private final String whoHasACopy;

        Others(String whoHasACopy) {
            this.whoHasACopy = whoHasACopy;
        }

        @Override
        public QueryResult<SessionRead> owned(String instance, SessionKey key, ReadWish wish) {
            asked.add("owned " + instance);
            return NotReadyReasons.moving();
        }

        @Override
        public QueryResult<SessionRead> copied(String instance, SessionKey key, ReadWish wish) {
            asked.add("copied " + instance);
            if (!instance.equals(whoHasACopy)) {
                return NotReadyReasons.noOwner();
            }
            Session session = TestSessions.session(key, "ada", 7);
            return new QueryResult.Found<>(
                    new SessionRead(session, RetryGuards.NONE, new Source(instance, Duration.ofMillis(3))));
        }

        @Override
        public QueryResult<List<ParkedEvent>> parked(String instance, SessionKey key) {
            return NotReadyReasons.noOwner();
        }

        @Override
        public QueryResult<PartRead> part(String instance, PartWish wish) {
            return NotReadyReasons.noOwner();
        }

        @Override
        public QueryResult<Application> application(String instance, ApplicationKey key) {
            return NotReadyReasons.noOwner();
        }

        @Override
        public QueryResult<ApplicationPart> applications(
                String instance, String tenantId, @Nullable String after, int limit, List<Integer> partitions) {
            return NotReadyReasons.noOwner();
        }
    }
}
