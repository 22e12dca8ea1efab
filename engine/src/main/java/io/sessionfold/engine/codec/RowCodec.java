package io.sessionfold.engine.codec;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.session.LastChange;
import io.sessionfold.engine.session.LastRun;
import io.sessionfold.engine.session.OutcomeStatus;
import io.sessionfold.engine.session.Progress;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.RowBody;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The public row as the contract has it: one form for sessions-changed and for every query. */
public final class RowCodec {

    private RowCodec() {}

    public static SessionRow write(PublicRow row) {
        RowBody body = row.body();
        LastRun last = body.lastRun();
        LastChange change = row.change();
        Progress progress = row.progress();
        return new SessionRow(
                body.key().tenantId(),
                body.key().sessionKey(),
                body.sessionId(),
                body.ownerUserId(),
                body.agentId(),
                body.name(),
                body.kind(),
                body.applicationId(),
                body.tags(),
                body.archived(),
                body.deleted(),
                Instant.ofEpochMilli(body.createdAtMs()),
                change.eventType(),
                change.reason(),
                change.runId(),
                Times.ofMicros(progress.eventTimeMicros()),
                Instant.ofEpochMilli(progress.recordTimeMs()),
                row.stateVersion(),
                Symbols.write(DesiredState.class, body.desiredState()),
                body.desiredGeneration(),
                Symbols.write(Phase.class, body.phase()),
                body.phase().state(),
                body.phase().label(),
                body.phaseReason(),
                body.phaseMessage(),
                Instant.ofEpochMilli(body.phaseSinceMs()),
                body.runStatus().label(),
                row.hasActiveRun(),
                body.activeRunIds(),
                Times.instant(last.startedAtMs()),
                Times.instant(last.endedAtMs()),
                last.runtimeMs(),
                last.aborted(),
                last.runId(),
                label(last.status()),
                last.error(),
                body.url(),
                body.podName(),
                body.routeAvailable(),
                body.openConnections(),
                Times.instant(row.lastActivityAtMs()),
                body.quarantined(),
                Parts.position(progress.position()),
                ByteBuffer.wrap(progress.digest().toBytes()));
    }

    private static @Nullable String label(@Nullable OutcomeStatus status) {
        return status == null ? null : status.name().toLowerCase(Locale.ROOT);
    }
}
