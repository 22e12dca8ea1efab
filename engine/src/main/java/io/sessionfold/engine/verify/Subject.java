package io.sessionfold.engine.verify;

import io.sessionfold.engine.checkpoint.CheckpointChoice;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.MarkedTable;
import io.sessionfold.engine.replay.ReplayTables;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.wire.WriterSchemas;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is verified, and against what.
 *
 * @param folds the fold versions that this engine knows
 * @param partitions the pinned partition count of the topics that follow the record key
 * @param changelogs the live states; null to compare the published topics alone, of an engine that rests
 * @param cleanup what Kafka may have removed by itself
 * @param tables gives an empty table for the states of each partition that is folded
 * @param patience how long a committed record may take to show
 * @param served the rows that an engine serves
 * @param from from which checkpoint it begins
 * @param kept takes the states as they follow from the log where the live fold stood; null if nobody wants them
 */
public record Subject(
        FoldVersions folds,
        Logs logs,
        WriterSchemas schemas,
        int partitions,
        @Nullable Changelogs changelogs,
        Scope scope,
        Cleanup cleanup,
        Supplier<MarkedTable> tables,
        Duration patience,
        ServedList served,
        CheckpointChoice from,
        @Nullable ReplayTables kept) {

    /** One that begins at the beginning of the log, if that is there, and keeps nothing. */
    public Subject(
            FoldVersions folds,
            Logs logs,
            WriterSchemas schemas,
            int partitions,
            @Nullable Changelogs changelogs,
            Scope scope,
            Cleanup cleanup,
            Supplier<MarkedTable> tables,
            Duration patience,
            ServedList served) {
        this(
                folds,
                logs,
                schemas,
                partitions,
                changelogs,
                scope,
                cleanup,
                tables,
                patience,
                served,
                new CheckpointChoice.Needed(),
                null);
    }

    /** Whether the counts can be compared: they are of everything. */
    boolean isWhole() {
        return scope == Scope.ALL;
    }
}
