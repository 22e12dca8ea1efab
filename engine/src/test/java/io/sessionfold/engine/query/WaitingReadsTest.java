package io.sessionfold.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.OutcomeStatus;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WaitingReadsTest {

    private static final SessionKey CHAT = new SessionKey("acme", "chat-1");
    private static final Duration NO_TIME = Duration.ZERO;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final MemoryStores stores = new MemoryStores(1);
    private final LocalSessions sessions = stores.query();

    @Test
    @DisplayName("INV-2: a read behind an event waits until the event is folded")
    void aReadBehindAnEventWaitsUntilItIsFolded() throws Exception {
        stores.fold(0, TestSessions.session(CHAT, "ada", 6));

        CompletableFuture<QueryResult<SessionRead>> read =
                later(ReadWish.behind(8).within(LONG));
        stores.fold(0, TestSessions.session(CHAT, "ada", 7));
        assertThat(read).isNotDone();
        stores.fold(0, TestSessions.session(CHAT, "ada", 8));

        assertThat(offset(read.get(60, TimeUnit.SECONDS))).isEqualTo(8);
    }

    @Test
    @DisplayName("INV-2: an event of another session that lets the partition pass is enough")
    void whatIsFoldedOfThePartitionCounts() throws Exception {
        stores.fold(0, TestSessions.session(CHAT, "ada", 6));
        CompletableFuture<QueryResult<SessionRead>> read =
                later(ReadWish.behind(7).within(LONG));

        stores.fold(0, TestSessions.session(new SessionKey("acme", "chat-2"), "ada", 9));

        assertThat(offset(read.get(60, TimeUnit.SECONDS))).isEqualTo(6);
    }

    @Test
    @DisplayName("INV-2: a read that wants a version waits until the row has it")
    void aReadThatWantsAVersionWaitsForIt() throws Exception {
        CompletableFuture<QueryResult<SessionRead>> read =
                later(new ReadWish(OptionalLong.empty(), OptionalLong.of(1), false, LONG));

        stores.fold(0, TestSessions.session(CHAT, "ada", 3));

        assertThat(offset(read.get(60, TimeUnit.SECONDS))).isEqualTo(3);
    }

    @Test
    @DisplayName("INV-2: a read whose patience ends says that it cannot tell")
    void aReadWhosePatienceEndsSaysSo() {
        stores.fold(0, TestSessions.session(CHAT, "ada", 6));

        assertThat(sessions.read(CHAT, ReadWish.behind(7).within(NO_TIME))).isInstanceOf(QueryResult.NotReady.class);
        assertThat(sessions.read(CHAT, new ReadWish(OptionalLong.empty(), OptionalLong.of(2), false, NO_TIME)))
                .isInstanceOf(QueryResult.NotReady.class);
    }

    @Test
    @DisplayName("INV-7: a signal that an aborted transaction took back is not believed")
    void aSignalThatWasTakenBackIsNotBelieved() {
        stores.fold(0, TestSessions.session(CHAT, "ada", 6));
        stores.listeners.watch().folded(0, 7, CHAT);

        assertThat(sessions.read(CHAT, ReadWish.behind(7).within(NO_TIME))).isInstanceOf(QueryResult.NotReady.class);
    }

    @Test
    void theOwnersGuardsStandBesideTheSession() {
        RetryGuards guards = RetryGuards.NONE
                .admit("k-1", "r-1", "f-1", 1_000)
                .ended("k-1", OutcomeStatus.DONE, "reply-1", null, 2_000, 60_000);
        stores.with(0, CHAT, guards).fold(0, TestSessions.session(CHAT, "ada", 6));

        assertThat(found(sessions.read(CHAT, ReadWish.ANY)).guards()).isEqualTo(guards);
    }

    private CompletableFuture<QueryResult<SessionRead>> later(ReadWish wish) {
        return CompletableFuture.supplyAsync(() -> sessions.read(CHAT, wish));
    }

    private static long offset(QueryResult<SessionRead> result) {
        return found(result).session().progress().position().offset();
    }

    private static SessionRead found(QueryResult<SessionRead> result) {
        assertThat(result).isInstanceOf(QueryResult.Found.class);
        return ((QueryResult.Found<SessionRead>) result).value();
    }
}
