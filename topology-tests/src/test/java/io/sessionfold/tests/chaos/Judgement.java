package io.sessionfold.tests.chaos;

import io.sessionfold.engine.app.EngineCheckpoint;
import io.sessionfold.engine.checkpoint.Checkpoint;
import io.sessionfold.engine.checkpoint.CheckpointChoice;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.tests.live.LiveTopics;
import io.sessionfold.tests.load.LoadVerdict;
import io.sessionfold.tests.load.Recorder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds all that was ever published, answered and kept against the log, while nothing is asked. The first time it leaves a
 * checkpoint behind, and from then on it does the same once more from there. Used by one thread.
 */
final class Judgement {

    private final Trio trio;
    private final LiveTopics topics;
    private final Recorder recorder;
    private @Nullable String checkpointId;

    Judgement(Trio trio, LiveTopics topics, Recorder recorder) {
        this.trio = trio;
        this.topics = topics;
        this.recorder = recorder;
    }

    /**
     * What is wrong, in words; nothing if all that was promised was kept. The topics have to be read to their ends.
     *
     * @param metrics what each engine shows of itself
     */
    List<String> wrong(List<String> metrics) {
        List<String> wrong = new ArrayList<>();
        if (checkpointId == null) {
            takeCheckpoint(wrong);
        } else {
            add(trio.verified(new CheckpointChoice.Needed()), "", wrong);
            Report report = trio.verified(new CheckpointChoice.Named(checkpointId));
            add(report, "from checkpoint " + checkpointId + ": ", wrong);
            if (report.resting().begun().size() != Trio.PARTITIONS) {
                wrong.add("Expected every partition to be begun from checkpoint " + checkpointId + ", but it was only "
                        + report.resting().begun());
            }
        }
        LoadVerdict verdict = new LoadVerdict(topics, recorder, metrics);
        if (!verdict.violations().counts().isEmpty()) {
            wrong.add(verdict.violations().toString());
        }
        return wrong;
    }

    private void takeCheckpoint(List<String> wrong) {
        EngineCheckpoint.Outcome outcome = trio.checkpointed();
        add(outcome.report(), "", wrong);
        Checkpoint written = outcome.written();
        if (written == null) {
            wrong.add("Expected a checkpoint to be left, but there is none");
        } else {
            checkpointId = written.id();
        }
    }

    private static void add(Report report, String where, List<String> wrong) {
        report.findings().forEach(finding -> wrong.add(where + finding));
    }
}
