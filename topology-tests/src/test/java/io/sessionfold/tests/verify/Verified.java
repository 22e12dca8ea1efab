package io.sessionfold.tests.verify;

import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.MemoryTable;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.verify.Changelogs;
import io.sessionfold.engine.verify.Cleanup;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.engine.verify.ServedList;
import io.sessionfold.engine.verify.Subject;
import io.sessionfold.engine.verify.Verification;
import io.sessionfold.wire.WriterSchemas;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Verifications of logs in memory, of one partition. */
final class Verified {

    private Verified() {}

    static Report everything(Logs logs, WriterSchemas schemas) {
        return of(logs, schemas, Scope.ALL, Cleanup.NONE, new Changelogs(RecordedEngine.APPLICATION_ID));
    }

    /** By an engine that knows some fold versions. */
    static Report with(FoldVersions folds, Logs logs, WriterSchemas schemas) {
        Changelogs changelogs = new Changelogs(RecordedEngine.APPLICATION_ID);
        return of(folds, logs, schemas, Scope.ALL, Cleanup.NONE, changelogs, ServedList.NONE);
    }

    /** With the rows that an engine serves, of an engine at rest. */
    static Report served(Logs logs, WriterSchemas schemas, Scope scope, ServedList served) {
        return of(FoldVersions.KNOWN, logs, schemas, scope, Cleanup.NONE, null, served);
    }

    static Report of(Logs logs, WriterSchemas schemas, Scope scope, Cleanup cleanup, @Nullable Changelogs changelogs) {
        return of(FoldVersions.KNOWN, logs, schemas, scope, cleanup, changelogs, ServedList.NONE);
    }

    private static Report of(
            FoldVersions folds,
            Logs logs,
            WriterSchemas schemas,
            Scope scope,
            Cleanup cleanup,
            @Nullable Changelogs changelogs,
            ServedList served) {
        Subject subject = new Subject(
                folds, logs, schemas, 1, changelogs, scope, cleanup, MemoryTable::new, Duration.ZERO, served);
        return new Verification(subject, 1, records -> {}).run();
    }
}
