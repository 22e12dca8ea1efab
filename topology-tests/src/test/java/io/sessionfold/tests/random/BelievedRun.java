package io.sessionfold.tests.random;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What its producers believe of a run. */
final class BelievedRun {

    /** How far it is; {@code ENDED} is the end of it. */
    enum Stage {
        ACCEPTED,
        RUNNING,
        YIELDED,
        OWED,
        RECOVERING,
        ENDED
    }

    final String runId;
    final List<String> messageIds;
    final @Nullable String deploymentId;
    Stage stage = Stage.ACCEPTED;

    BelievedRun(String runId, List<String> messageIds, @Nullable String deploymentId) {
        this.runId = runId;
        this.messageIds = messageIds;
        this.deploymentId = deploymentId;
    }

    boolean isOpen() {
        return stage != Stage.ENDED;
    }
}
