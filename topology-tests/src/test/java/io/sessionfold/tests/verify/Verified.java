package io.sessionfold.tests.verify;

import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.MemoryTable;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.verify.Changelogs;
import io.sessionfold.engine.verify.Cleanup;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.engine.verify.Subject;
import io.sessionfold.engine.verify.Verification;
import io.sessionfold.wire.WriterSchemas;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifications of logs in memory, of one partition. */
final class Verified {

    private Verified() {}

    static Report everything(Logs logs, WriterSchemas schemas) {
        return of(logs, schemas, Scope.ALL, Cleanup.NONE, new Changelogs(RecordedEngine.APPLICATION_ID));
    }

    static Report of(Logs logs, WriterSchemas schemas, Scope scope, Cleanup cleanup, @Nullable Changelogs changelogs) {
        Subject subject = new Subject(
                FoldVersions.KNOWN,
                logs,
                schemas,
                1,
                changelogs,
                scope,
                cleanup,
                MemoryTable::new,
                Duration.ZERO,
                List.of());
        return new Verification(subject, 1, records -> {}).run();
    }
}
