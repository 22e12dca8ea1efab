package io.sessionfold.engine.replay;

import org.jspecify.annotations.Nullable;

/**
 * Where the states of a partition begin, whoever goes on with them.
 *
 * @param offset of the first record that was folded into them
 * @param checkpointId the checkpoint that stands for everything before that; null if nothing does
 */
public record Begun(long offset, @Nullable String checkpointId) {

    /** Whether they lack what stood before, so that they are not what they were. */
    public boolean isIncomplete() {
        return offset > 0 && checkpointId == null;
    }
}
