package io.sessionfold.tests.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.log.LogException;
import io.sessionfold.engine.replay.FoldObserver;
import io.sessionfold.engine.replay.MemoryTables;
import io.sessionfold.engine.replay.ReplayException;
import io.sessionfold.engine.replay.Replayed;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.replay.Until;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What cannot be replayed is said in one sentence. */
final class ReplayRefusalsTest {

    private static final Until END = new Until.End();
    private static final int LOST = 4711;

    private final ChatLog log = new ChatLog().with("acme", 6);

    @Test
    @DisplayName("a position beyond the end is refused with the last offset that there is")
    void aPositionBeyondTheEndIsRefused() {
        long last = log.logs().span(new TopicPartition(Topics.EVENTS, 1)).to() - 1;

        assertThatThrownBy(() -> replay(position(1, last + 1)))
                .isInstanceOf(ReplayException.class)
                .hasMessage("Expected sessionfold.events-1@%d to be in the log, but its last offset is %d"
                        .formatted(last + 1, last));
        assertThat(replay(position(1, last)).read()).isEqualTo(last + 1);
    }

    @Test
    @DisplayName("a position on a partition that the log does not have, or the session is not on, is refused")
    void aPositionOnAnotherPartitionIsRefused() {
        assertThatThrownBy(() -> replay(position(3, 0)))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("one of the 3 partitions");
        SessionKey session = new SessionKey("acme", "s-1");
        int other = (ChatLog.partition("acme/s-1") + 1) % ChatLog.PARTITIONS;
        assertThatThrownBy(() -> replay(position(other, 0), Scope.session(session)))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("where the events of session acme/s-1 are");
    }

    @Test
    @DisplayName("a position before the beginning of a log that retention has shortened is refused")
    void aPositionThatIsGoneIsRefused() {
        log.logs().removeBefore(new TopicPartition(Topics.EVENTS, 1), 4);

        assertThatThrownBy(() -> replay(position(1, 3)))
                .isInstanceOf(ReplayException.class)
                .hasMessage(
                        "Expected sessionfold.events-1@3 to be in the log, but it begins at 4: what was before is gone");
    }

    @Test
    @DisplayName("a time before the first record is refused with the time of that record")
    void aTimeBeforeTheFirstRecordIsRefused() {
        long first = ChatLog.BEGINNING.plusSeconds(1).toEpochMilli();

        assertThatThrownBy(() -> replay(new Until.Time(first - 1)))
                .isInstanceOf(ReplayException.class)
                .hasMessage(
                        "Expected a time at which the log had begun, but it begins at 2026-11-20T10:00:01Z and the time was 2026-11-20T10:00:00.999Z");
        assertThat(replay(new Until.Time(first)).read()).isEqualTo(1);
    }

    @Test
    @DisplayName("an empty log is no error, whatever the time")
    void anEmptyLogIsNoError() {
        ChatLog empty = new ChatLog();

        assertThat(States.of(empty.logs(), empty.schemas(), new Until.Time(0), Scope.ALL))
                .isEmpty();
    }

    @Test
    @DisplayName("a topic that is not there is named")
    void aTopicThatIsNotThereIsNamed() {
        MemoryLogs none = new MemoryLogs();

        assertThatThrownBy(() -> States.of(none, log.schemas(), END, Scope.ALL))
                .isInstanceOfSatisfying(
                        LogException.class,
                        missing -> assertThat(missing.isUnreachable()).isFalse())
                .hasMessageContaining(Topics.EVENTS);
    }

    @Test
    @DisplayName("a registry that has lost a schema is an error that names the schema and the position")
    void aLostSchemaIsAnErrorThatNamesIt() {
        long offset = log.appendUnknown("acme/s-1", LOST);

        assertThatThrownBy(() -> replay(END))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("schema id 4711")
                .hasMessageContaining("sessionfold.events-%d@%d".formatted(ChatLog.partition("acme/s-1"), offset));
    }

    @Test
    @DisplayName("INV-46: a record that was a dead letter live for its schema is one in the replay")
    void aDeadLetterForItsSchemaIsNoError() {
        long offset = log.appendUnknown("acme/s-1", LOST);
        log.deadLetter(ChatLog.partition("acme/s-1"), offset);

        Replayed replayed = replay(END);

        assertThat(replayed.counts().get(Count.DEAD_LETTERED)).isEqualTo(1);
        assertThat(replayed.counts().missing()).isZero();
    }

    @Test
    @DisplayName("INV-44: a schema that was registered after its event became a dead letter makes no event of it")
    void aSchemaThatCameLaterMakesNoEventOfADeadLetter() {
        long offset = log.append("acme", "s-1", 0);
        Map<SessionKey, String> before = States.of(
                log.logs(),
                log.schemas(),
                position(ChatLog.partition("acme/s-1"), offset - 1),
                Scope.session(new SessionKey("acme", "s-1")));
        log.deadLetter(ChatLog.partition("acme/s-1"), offset);

        assertThat(States.of(log.logs(), log.schemas(), END, Scope.session(new SessionKey("acme", "s-1"))))
                .isEqualTo(before);
    }

    private Replayed replay(Until until) {
        return replay(until, Scope.ALL);
    }

    private Replayed replay(Until until, Scope scope) {
        return States.run(log.logs(), log.schemas(), new MemoryTables(), until, scope, FoldObserver.BLIND);
    }

    private static Until position(int partition, long offset) {
        return new Until.Positions(new TreeMap<>(Map.of(partition, offset)));
    }
}
