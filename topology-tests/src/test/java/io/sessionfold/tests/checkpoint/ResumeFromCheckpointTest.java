package io.sessionfold.tests.checkpoint;

import static io.sessionfold.tests.checkpoint.CheckpointedLog.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.checkpoint.CheckpointChoice;
import io.sessionfold.engine.checkpoint.CheckpointStart;
import io.sessionfold.engine.replay.Begun;
import io.sessionfold.engine.replay.DiskTables;
import io.sessionfold.engine.replay.ReplayOrigin;
import io.sessionfold.engine.replay.ReplayTables;
import io.sessionfold.engine.replay.Replayed;
import io.sessionfold.engine.replay.ReplayedPartition;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.replay.Until;
import io.sessionfold.engine.topology.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay that goes on in a folder knows on what its states rest. */
final class ResumeFromCheckpointTest {

    private static final Until END = new Until.End();
    private static final Until MIDDLE = new Until.Positions(new TreeMap<>(Map.of(0, 15L, 1, 15L)));

    @TempDir
    Path folder;

    @Test
    void aReplayFromACheckpointThatIsResumedIsCompleteAndSaysOnWhatItRests() {
        CheckpointedLog log = CheckpointedLog.played();
        log.checkpoint("c-1", 10, 12);
        log.logs().removeBefore(events(0), 10);
        replayed(log, new CheckpointChoice.Needed(), MIDDLE);

        CheckpointStart start = log.start(new CheckpointChoice.Needed());
        Replayed resumed = replayed(log, start, END);

        assertThat(resumed.partitions()).extracting(ReplayedPartition::from).containsExactly(16L, 16L);
        assertThat(resumed.partitions())
                .extracting(ReplayedPartition::begun)
                .containsExactly(new Begun(10, "c-1"), new Begun(0, null));
        assertThat(resumed.partitions()).noneMatch(one -> one.begun().isIncomplete());
        assertThat(start.unproven().partitions()).containsExactly(0);
        assertThat(start.unproven().sentences())
                .singleElement()
                .asString()
                .contains("is folded from 10 on", "taken from the checkpoint c-1");
    }

    @Test
    void statesThatBeganAtTheBeginningStayCompleteWhenRetentionHasTakenIt() {
        CheckpointedLog log = CheckpointedLog.played();
        replayed(log, new CheckpointChoice.Needed(), MIDDLE);
        log.logs().removeBefore(events(0), 10);

        Replayed resumed = replayed(log, new CheckpointChoice.Needed(), END);

        assertThat(resumed.partitions()).noneMatch(one -> one.begun().isIncomplete());
    }

    @Test
    void statesThatBeganWithoutWhatStoodBeforeStayIncomplete() {
        CheckpointedLog log = CheckpointedLog.played();
        log.logs().removeBefore(events(0), 10);
        replayed(log, new CheckpointChoice.None(), MIDDLE);

        Replayed resumed = replayed(log, new CheckpointChoice.None(), END);

        assertThat(resumed.partitions())
                .extracting(one -> one.begun().isIncomplete())
                .containsExactly(true, false);
    }

    private Replayed replayed(CheckpointedLog log, CheckpointChoice choice, Until until) {
        return replayed(log, log.start(choice), until);
    }

    private Replayed replayed(CheckpointedLog log, CheckpointStart start, Until until) {
        ReplayOrigin origin = new ReplayOrigin(
                log.logs().identity(Topics.EVENTS), CheckpointedLog.PARTITIONS, 1, Scope.ALL.toString());
        try (ReplayTables tables = DiskTables.open(folder.resolve("tables"), origin)) {
            return log.replay(tables, start, until, Scope.ALL);
        }
    }
}
