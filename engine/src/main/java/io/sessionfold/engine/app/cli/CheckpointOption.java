package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.checkpoint.CheckpointChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag that says from which checkpoint the log is folded. */
final class CheckpointOption {

    private static final String LATEST = "latest";
    private static final String NONE = "none";

    @Option(
            names = "--from-checkpoint",
            paramLabel = "ID",
            description =
                    "Begins from this checkpoint; latest: from the furthest that fits; none: from what is left of the"
                            + " log. Left out: from the furthest that fits where the log has lost its beginning.")
    private @Nullable String from;

    CheckpointChoice choice() {
        if (from == null) {
            return new CheckpointChoice.Needed();
        }
        return switch (from) {
            case LATEST -> new CheckpointChoice.Latest();
            case NONE -> new CheckpointChoice.None();
            default -> new CheckpointChoice.Named(from);
        };
    }
}
