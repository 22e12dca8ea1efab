package io.sessionfold.tests.checkpoint;

import static io.sessionfold.tests.checkpoint.CheckpointedLog.events;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.checkpoint.CheckpointChoice;
import io.sessionfold.engine.checkpoint.CheckpointException;
import io.sessionfold.engine.checkpoint.CheckpointStart;
import io.sessionfold.engine.replay.FoldState;
import io.sessionfold.engine.replay.MemoryTables;
import io.sessionfold.engine.replay.ReplayTables;
import io.sessionfold.engine.replay.Replayed;
import io.sessionfold.engine.replay.ReplayedPartition;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.replay.StartFrom;
import io.sessionfold.engine.replay.Until;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ParkedValue;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When retention has eaten the beginning of the log, it is folded from a checkpoint on. */
final class ReplayFromCheckpointTest {

    private static final Until END = new Until.End();

    @Test
    @DisplayName(
            "INV-44: a log without its beginning, folded from a checkpoint, comes to the states and counts of the whole")
    void aTruncatedLogComesToTheSameStatesFromACheckpoint() {
        Came whole = came(CheckpointedLog.played(), StartFrom.BEGINNING);
        CheckpointedLog measured = CheckpointedLog.played();

        for (long first = 1; first <= measured.end(0); first++) {
            long second = 1 + first % measured.end(1);
            CheckpointedLog log = CheckpointedLog.played();
            log.checkpoint("c-1", first, second);
            log.logs().removeBefore(events(0), first);
            log.logs().removeBefore(events(1), second);

            assertThat(came(log, log.start(new CheckpointChoice.Needed())))
                    .as("cut at %d and %d", first, second)
                    .isEqualTo(whole);
        }
    }

    @Test
    void aCheckpointBehindTheBeginningOfWhatIsLeftIsGoneOnFrom() {
        CheckpointedLog log = CheckpointedLog.played();
        Came whole = came(log, StartFrom.BEGINNING);
        log.checkpoint("c-1", 20, 20);
        log.logs().removeBefore(events(0), 9);

        ReplayTables tables = new MemoryTables();
        Replayed replayed = log.replay(tables, log.start(new CheckpointChoice.Needed()), END, Scope.ALL);

        assertThat(replayed.partitions()).extracting(ReplayedPartition::from).containsExactly(20L, 0L);
        assertThat(came(tables, replayed)).isEqualTo(whole);
    }

    @Test
    void theNewestThatFitsIsTakenAndAnOlderOneIfTheReplayEndsBeforeIt() {
        CheckpointedLog log = CheckpointedLog.played();
        log.checkpoint("c-1", 10, 10);
        log.checkpoint("c-2", 20, 20);
        log.logs().removeBefore(events(0), 8);

        assertThat(from(log, END)).isEqualTo(20);
        assertThat(from(log, new Until.Positions(new TreeMap<>(Map.of(0, 15L)))))
                .isEqualTo(10);
    }

    @Test
    void aLogThatHasItsBeginningIsFoldedFromThereUnlessACheckpointIsAskedFor() {
        CheckpointedLog log = CheckpointedLog.played();
        Came whole = came(log, StartFrom.BEGINNING);
        log.checkpoint("c-1", 10, 12);

        Replayed needed = log.replay(new MemoryTables(), log.start(new CheckpointChoice.Needed()), END, Scope.ALL);
        ReplayTables tables = new MemoryTables();
        Replayed latest = log.replay(tables, log.start(new CheckpointChoice.Latest()), END, Scope.ALL);

        assertThat(needed.partitions()).extracting(ReplayedPartition::from).containsExactly(0L, 0L);
        assertThat(latest.partitions()).extracting(ReplayedPartition::from).containsExactly(10L, 12L);
        assertThat(came(tables, latest)).isEqualTo(whole);
    }

    @Test
    void whatCannotBeProvenAnyMoreIsSaid() {
        CheckpointedLog log = CheckpointedLog.played();
        log.checkpoint("c-1", 10, 12);
        log.logs().removeBefore(events(1), 3);
        CheckpointStart start = log.start(new CheckpointChoice.Needed());

        log.replay(new MemoryTables(), start, END, Scope.ALL);

        assertThat(start.unproven().partitions()).containsExactly(1);
        assertThat(start.unproven().sentences())
                .containsExactly(
                        "sessionfold.events-1 is folded from 12 on; the states, digests and counts there are taken from the checkpoint c-1: that they follow from the records before, and what each of those was, this log can no longer prove");
    }

    @Test
    void whereNoCheckpointReachesTheReplayIsRefused() {
        CheckpointedLog log = CheckpointedLog.played();
        log.checkpoint("c-1", 10, 12);
        log.logs().removeBefore(events(0), 11);

        assertThatThrownBy(() -> came(log, log.start(new CheckpointChoice.Needed())))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(
                        "Expected a checkpoint of sessionfold.events-0 at a position from 11 to %d, because the log begins at 11, but there is none; --from-checkpoint none folds what is there, into states that are not what they were",
                        log.end(0));
        assertThatThrownBy(() -> came(log, log.start(new CheckpointChoice.Named("c-1"))))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("Expected the checkpoint c-1 to fit to sessionfold.events-0, which begins at 11");
    }

    @Test
    void oneSessionsStatesAreTakenAloneAndItsCountsHoldTogether() {
        CheckpointedLog log = CheckpointedLog.played();
        SessionKey one = new SessionKey("acme", "late-s-4");
        Scope scope = Scope.session(one);
        int partition = CheckpointedLog.partition("late-s-4");
        FoldState whole = new TreeMap<>(came(log, StartFrom.BEGINNING).states()).get(one);
        long held = firstOf(log, partition, "acme/late-s-4");
        log.checkpoint("c-1", held + 1, held + 1);
        log.logs().removeBefore(events(partition), held + 1);

        ReplayTables tables = new MemoryTables();
        Replayed replayed = log.replay(tables, log.start(new CheckpointChoice.Needed(), scope), END, scope);

        assertThat(came(tables, replayed).states()).containsExactlyEntriesOf(Map.of(one, whole));
        assertThat(replayed.counts().missing()).isZero();
    }

    @Test
    @DisplayName("INV-47: what is parked behind a quarantine comes back from a checkpoint, in the order of the log")
    void whatIsParkedComesBackFromACheckpoint() {
        CheckpointedLog log = CheckpointedLog.played();
        int partition = CheckpointedLog.partition("s-3");
        log.park("s-3", 9, new byte[] {0, 0, 0, 0, 7, 1});
        log.park("s-3", 4, new byte[] {0, 0, 0, 0, 7, 2});
        log.checkpoint("c-1", log.end(0), log.end(1));
        ReplayTables tables = new MemoryTables();

        log.replay(tables, log.start(new CheckpointChoice.Latest()), END, Scope.ALL);

        NavigableMap<Long, ParkedValue> parked = tables.table(partition).parked(new SessionKey("acme", "s-3"));
        assertThat(parked.keySet()).containsExactly(4L, 9L);
        assertThat(parked.values()).extracting(value -> value.framed()[5]).containsExactly((byte) 2, (byte) 1);
        assertThat(parked.values()).extracting(ParkedValue::recordTimeMs).containsOnly(CheckpointedLog.CREATED_AT_MS);
    }

    private static long firstOf(CheckpointedLog log, int partition, String recordKey) {
        return log.logs().list(events(partition)).stream()
                .filter(record -> new String(record.key(), UTF_8).equals(recordKey))
                .findFirst()
                .orElseThrow()
                .offset();
    }

    private static long from(CheckpointedLog log, Until until) {
        return log.replay(new MemoryTables(), log.start(new CheckpointChoice.Needed()), until, Scope.ALL)
                .partitions()
                .get(0)
                .from();
    }

    /** What a replay came to: every state, and the counts as the store would have them. */
    private record Came(Map<SessionKey, FoldState> states, String counts) {}

    private static Came came(CheckpointedLog log, StartFrom start) {
        ReplayTables tables = new MemoryTables();
        return came(tables, log.replay(tables, start, END, Scope.ALL));
    }

    private static Came came(ReplayTables tables, Replayed replayed) {
        Map<SessionKey, FoldState> states = new TreeMap<>();
        replayed.partitions()
                .forEach(one ->
                        tables.table(one.stretch().partition().partition()).forEach(states::put));
        return new Came(states, HexFormat.of().formatHex(replayed.counts().toBytes()));
    }
}
