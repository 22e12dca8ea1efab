package io.sessionfold.engine.codec;

import static io.sessionfold.engine.codec.OutputCodec.DETAIL_CHARS_MAX;
import static io.sessionfold.engine.codec.OutputCodec.ID_CHARS_MAX;
import static io.sessionfold.engine.codec.OutputCodec.cut;

import io.sessionfold.contract.ApplicationRow;
import io.sessionfold.contract.ApplicationStatus;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RejectionReason;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionCommandType;
import io.sessionfold.engine.application.ApplicationBody;
import io.sessionfold.engine.application.ApplicationChange;
import io.sessionfold.engine.application.ApplicationOutput;
import io.sessionfold.engine.application.Icon;
import io.sessionfold.engine.application.RecordedApplicationEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the application fold lets out, as records of the contract. */
public final class ApplicationOutputCodec {

    private ApplicationOutputCodec() {}

    /** The row: one form for applications-changed and for every query. */
    public static ApplicationRow write(io.sessionfold.engine.application.ApplicationRow row) {
        ApplicationBody body = row.body();
        ApplicationChange change = row.change();
        return new ApplicationRow(
                row.key().tenantId(),
                row.key().applicationId(),
                body.name(),
                Symbols.write(ApplicationStatus.class, body.status()),
                body.enabled(),
                body.message(),
                body.disabledReason(),
                body.awaitedReports(),
                body.manifest(),
                icon(body.icon()),
                body.iconMediaType(),
                Instant.ofEpochMilli(body.statusSinceMs()),
                change.eventId(),
                Times.ofMicros(change.eventTimeMicros()),
                Instant.ofEpochMilli(change.recordTimeMs()),
                row.stateVersion(),
                Parts.position(row.position()));
    }

    /** The command names no session: its record key and its applicationId say what it is about. */
    public static SessionCommand write(ApplicationOutput.InstallIssued install) {
        return new SessionCommand(
                install.commandId(),
                install.key().tenantId(),
                null,
                null,
                SessionCommandType.INSTALL_APPLICATION,
                null,
                install.key().applicationId(),
                null,
                install.rowVersion(),
                install.causedBy(),
                0,
                install.reason());
    }

    public static RejectedEvent write(ApplicationOutput.EventRejected rejection) {
        RecordedApplicationEvent event = rejection.event();
        return new RejectedEvent(
                cut(event.eventId(), ID_CHARS_MAX),
                event.key().tenantId(),
                null,
                cut(event.payload().type(), ID_CHARS_MAX),
                Symbols.write(RejectionReason.class, rejection.reason()),
                cut(rejection.detail(), DETAIL_CHARS_MAX),
                Parts.position(event.position()),
                Instant.ofEpochMilli(event.recordTimeMs()),
                null,
                null,
                rejection.firstDecision(),
                event.key().applicationId(),
                null);
    }

    static @Nullable ByteBuffer icon(@Nullable Icon icon) {
        return icon == null ? null : ByteBuffer.wrap(icon.bytes());
    }
}
