package io.sessionfold.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.query.TestSessions;
import io.sessionfold.engine.session.Phase;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class IndexEntriesTest {

    private static final SessionKey KEY = new SessionKey("acme", "chat-1");

    @Test
    void anIdleSessionIsFoundByWhatItIs() {
        assertThat(IndexEntries.of(TestSessions.session(KEY, "ada", 1)))
                .containsExactlyInAnyOrder(
                        IndexEntry.owner("ada"),
                        IndexEntry.phase(Phase.RUNNING),
                        IndexEntry.kind("chat"),
                        IndexEntry.name("a name"),
                        IndexEntry.liveName("ada", "a name"));
    }

    @Test
    @DisplayName("INV-35: a session is found by the producers of its active runs")
    void anActiveSessionIsFoundByItsProducerToo() {
        assertThat(IndexEntries.of(TestSessions.active(KEY, "ada", "gw-1")))
                .contains(IndexEntry.ACTIVE, IndexEntry.producer("gw-1"));
    }

    @Test
    @DisplayName("INV-26: a provisional row and a gravestone are found under nothing")
    void whatNoListShowsIsFoundUnderNothing() {
        assertThat(IndexEntries.of(null)).isEmpty();
        assertThat(IndexEntries.of(TestSessions.provisional(KEY))).isEmpty();
        assertThat(IndexEntries.of(TestSessions.gravestone(KEY))).isEmpty();
    }

    @Test
    @DisplayName("INV-39: a terminal session's name is free, and the session is still found by it")
    void aTerminalSessionsNameIsFree() {
        assertThat(IndexEntries.of(TestSessions.in(Phase.TERMINATED, KEY, "ada")))
                .contains(IndexEntry.name("a name"))
                .doesNotContain(IndexEntry.liveName("ada", "a name"));
    }

    @Test
    void onlyWhatBecameOtherIsWritten() {
        Session idle = TestSessions.session(KEY, "ada", 1);
        Session busy = TestSessions.active(KEY, "ada", "gw-1");
        Session over = TestSessions.in(Phase.FAILED, KEY, "ada");

        assertThat(IndexEntries.between(idle, TestSessions.session(KEY, "ada", 2)))
                .isSameAs(IndexChange.NONE);
        assertThat(IndexEntries.between(idle, busy))
                .isEqualTo(new IndexChange(Set.of(IndexEntry.ACTIVE, IndexEntry.producer("gw-1")), Set.of()));
        assertThat(IndexEntries.between(busy, over))
                .isEqualTo(new IndexChange(
                        Set.of(IndexEntry.phase(Phase.FAILED)),
                        Set.of(
                                IndexEntry.phase(Phase.RUNNING),
                                IndexEntry.ACTIVE,
                                IndexEntry.producer("gw-1"),
                                IndexEntry.liveName("ada", "a name"))));
        assertThat(IndexEntries.between(null, idle)).isEqualTo(new IndexChange(IndexEntries.of(idle), Set.of()));
        assertThat(IndexEntries.between(idle, null)).isEqualTo(new IndexChange(Set.of(), IndexEntries.of(idle)));
    }

    @Test
    void noTwoPairsOfOwnerAndNameAreOne() {
        assertThat(IndexEntry.liveName("ada", "1:x")).isNotEqualTo(IndexEntry.liveName("ada1", ":x"));
        assertThat(IndexEntry.liveName("a", "da")).isNotEqualTo(IndexEntry.liveName("ad", "a"));
    }
}
