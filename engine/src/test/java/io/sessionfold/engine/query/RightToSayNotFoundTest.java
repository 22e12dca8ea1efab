package io.sessionfold.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.topology.PollLeases;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RightToSayNotFoundTest {

    private static final SessionKey CHAT = new SessionKey("acme", "chat-1");
    private static final ReadWish AT_ONCE = ReadWish.ANY.within(Duration.ZERO);

    private final MemoryStores stores = new MemoryStores(1);
    private final LocalSessions sessions = stores.query();

    @Test
    @DisplayName("INV-41: an owner that ran within its lease and has folded the whole log says not found")
    void anOwnerThatIsSureSaysNotFound() {
        assertThat(sessions.read(CHAT, AT_ONCE)).isEqualTo(new QueryResult.NotFound<>());
    }

    @Test
    @DisplayName("INV-41: an owner that was paused says neither not found nor gone")
    void anOwnerThatWasPausedDoesNotSayNotFound() {
        stores.fold(0, TestSessions.gravestone(new SessionKey("acme", "deleted")));

        stores.nanos.addAndGet(PollLeases.LEASE.toNanos() + 1);

        assertThat(sessions.read(CHAT, AT_ONCE)).isInstanceOf(QueryResult.NotReady.class);
        assertThat(sessions.read(new SessionKey("acme", "deleted"), AT_ONCE)).isInstanceOf(QueryResult.NotReady.class);
    }

    @Test
    @DisplayName("INV-41: an owner that is cut off from Kafka does not say not found")
    void anOwnerThatIsCutOffDoesNotSayNotFound() {
        stores.ends.fallSilent();

        assertThat(sessions.read(CHAT, AT_ONCE)).isInstanceOf(QueryResult.NotReady.class);
    }

    @Test
    @DisplayName("INV-41: an owner that has not folded what was in the log does not say not found")
    void anOwnerThatLagsDoesNotSayNotFound() {
        stores.ends.endAt(0, 5);

        assertThat(sessions.read(CHAT, AT_ONCE)).isInstanceOf(QueryResult.NotReady.class);
    }

    @Test
    @DisplayName("INV-41: control records behind the last event do not keep an owner from saying not found")
    void controlRecordsBehindTheLastEventAreNothingToFold() {
        stores.ends.endAt(0, 5);
        stores.ends.holdControlRecordsAlone();

        assertThat(sessions.read(CHAT, AT_ONCE)).isEqualTo(new QueryResult.NotFound<>());
    }

    @Test
    @DisplayName("INV-41: a read of what is not there yet waits for the part of the log that is not folded")
    void aReadWaitsForThePartOfTheLogThatIsNotFolded() throws Exception {
        stores.ends.endAt(0, 5);
        CompletableFuture<QueryResult<SessionRead>> read =
                CompletableFuture.supplyAsync(() -> sessions.read(CHAT, ReadWish.ANY.within(Duration.ofMinutes(5))));

        stores.fold(0, TestSessions.session(CHAT, "ada", 4));

        assertThat(read.get(60, TimeUnit.SECONDS)).isInstanceOf(QueryResult.Found.class);
    }

    @Test
    @DisplayName("INV-2: a position beyond the end of the log is never reached, which is not the same as not yet")
    void aPositionBeyondTheEndIsNeverReached() {
        stores.fold(0, TestSessions.session(CHAT, "ada", 4));

        assertThat(sessions.read(CHAT, ReadWish.behind(5))).isInstanceOf(QueryResult.NeverReached.class);
    }
}
