package io.sessionfold.engine.verify;

import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.FoldTable;
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
 */
public record Subject(
        FoldVersions folds,
        Logs logs,
        WriterSchemas schemas,
        int partitions,
        @Nullable Changelogs changelogs,
        Scope scope,
        Cleanup cleanup,
        Supplier<FoldTable> tables,
        Duration patience,
        ServedList served) {

    /** Whether the counts can be compared: they are of everything. */
    boolean isWhole() {
        return scope == Scope.ALL;
    }
}
