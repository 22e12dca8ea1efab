package io.sessionfold.tests.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.replay.FoldObserver;
import io.sessionfold.engine.replay.MemoryTables;
import io.sessionfold.engine.replay.Replayed;
import io.sessionfold.engine.replay.ReplayedPartition;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.replay.Until;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.faults.ChatTraffic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How far and of whom a log is replayed. */
final class ReplayTest {

    private static final Until END = new Until.End();

    private final ChatLog log = new ChatLog().with("acme", 7).with("orchid", 5);

    @Test
    @DisplayName("INV-44: the end of a replay is one state per session, with something decided of every record")
    void theEndOfAReplayIsOneStatePerSession() {
        MemoryTables tables = new MemoryTables();

        Replayed replayed = States.run(log.logs(), log.schemas(), tables, END, Scope.ALL, FoldObserver.BLIND);

        ProgressCounts counts = replayed.counts();
        assertThat(States.in(tables, replayed)).hasSize(12);
        assertThat(counts.get(Count.READ)).isEqualTo(12 * ChatTraffic.EVENTS);
        assertThat(counts.get(Count.APPLIED)).isEqualTo(12 * ChatTraffic.EVENTS);
        assertThat(counts.get(Count.RUN_OUTCOMES)).isEqualTo(12);
        assertThat(counts.missing()).isZero();
        assertThat(replayed.read()).isEqualTo(12 * ChatTraffic.EVENTS);
    }

    @Test
    @DisplayName("INV-44: the states at a position are those of a log that ends there, the record there included")
    void theStatesAtAPositionAreThoseOfALogThatEndsThere() {
        for (int partition = 0; partition < ChatLog.PARTITIONS; partition++) {
            TopicPartition events = new TopicPartition(Topics.EVENTS, partition);
            for (ConsumerRecord<byte[], byte[]> record : log.logs().list(events)) {
                MemoryLogs ends = log.logs().copy();
                ends.list(events).removeIf(later -> later.offset() > record.offset());
                Until there = new Until.Positions(new TreeMap<>(Map.of(partition, record.offset())));

                assertThat(States.of(log.logs(), log.schemas(), there, Scope.ALL))
                        .as("at %s@%s", events, record.offset())
                        .isEqualTo(onPartition(partition, States.of(ends, log.schemas(), END, Scope.ALL)));
            }
        }
    }

    @Test
    @DisplayName("INV-44: the states at a time are those of a log whose later records were never written")
    void theStatesAtATimeAreThoseOfALogWithoutLaterRecords() {
        for (int seconds = 1; seconds < 72; seconds += 5) {
            for (long aside : List.of(-1L, 0L, 1L)) {
                long time = ChatLog.BEGINNING.plusSeconds(seconds + 1).toEpochMilli() + aside;
                MemoryLogs ends = log.logs().copy();
                for (TopicPartition events : ends.partitions(Topics.EVENTS)) {
                    ends.list(events).removeIf(later -> later.timestamp() > time);
                }

                assertThat(States.of(log.logs(), log.schemas(), new Until.Time(time), Scope.ALL))
                        .as("%d ms from second %d", aside, seconds)
                        .isEqualTo(States.of(ends, log.schemas(), END, Scope.ALL));
            }
        }
    }

    @Test
    @DisplayName("one session's replay reads its partition alone, and comes to the state that it has among all")
    void oneSessionsReplayReadsItsPartitionAlone() {
        Map<SessionKey, String> all = States.of(log.logs(), log.schemas(), END, Scope.ALL);
        for (SessionKey key : all.keySet()) {
            MemoryTables tables = new MemoryTables();

            Replayed replayed =
                    States.run(log.logs(), log.schemas(), tables, END, Scope.session(key), FoldObserver.BLIND);

            assertThat(replayed.partitions())
                    .extracting(one -> one.stretch().partition().partition())
                    .containsExactly(ChatLog.partition(key.recordKey()));
            assertThat(States.in(tables, replayed)).isEqualTo(Map.of(key, all.getOrDefault(key, "")));
            assertThat(replayed.counts().get(Count.READ)).isEqualTo(ChatTraffic.EVENTS);
        }
    }

    @Test
    @DisplayName("INV-37: one tenant's replay folds nobody else's events")
    void oneTenantsReplayFoldsNobodyElsesEvents() {
        Map<SessionKey, String> all = States.of(log.logs(), log.schemas(), END, Scope.ALL);
        Map<SessionKey, String> expected = new TreeMap<>(all);
        expected.keySet().removeIf(key -> !key.tenantId().equals("orchid"));

        assertThat(States.of(log.logs(), log.schemas(), END, Scope.tenant("orchid")))
                .hasSize(5)
                .isEqualTo(expected);
        assertThat(States.of(log.logs(), log.schemas(), END, Scope.tenant("orchi")))
                .isEmpty();
    }

    @Test
    @DisplayName("a log whose beginning is gone is folded from where it begins, and that is said")
    void aLogWhoseBeginningIsGoneIsFoldedFromWhereItBegins() {
        TopicPartition events = new TopicPartition(Topics.EVENTS, 1);
        log.logs().removeBefore(events, 4);

        Replayed replayed =
                States.run(log.logs(), log.schemas(), new MemoryTables(), END, Scope.ALL, FoldObserver.BLIND);

        assertThat(replayed.partitions())
                .extracting(one -> one.stretch().isTruncated())
                .containsExactly(false, true, false);
        assertThat(replayed.partitions()).extracting(ReplayedPartition::from).containsExactly(0L, 4L, 0L);
    }

    private static Map<SessionKey, String> onPartition(int partition, Map<SessionKey, String> states) {
        Map<SessionKey, String> chosen = new TreeMap<>(states);
        chosen.keySet().removeIf(key -> ChatLog.partition(key.recordKey()) != partition);
        return chosen;
    }
}
