package io.sessionfold.engine.codec;

import io.sessionfold.contract.ApplicationBodyState;
import io.sessionfold.contract.ApplicationChangeState;
import io.sessionfold.contract.ApplicationState;
import io.sessionfold.engine.application.Application;
import io.sessionfold.engine.application.ApplicationBody;
import io.sessionfold.engine.application.ApplicationChange;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.application.ApplicationStatus;
import io.sessionfold.engine.session.RecentEvents;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Applications to the bytes of the store and back. The key is not in the value. Not thread-safe: one per task or reader.
 */
public final class ApplicationCodec {

    private final StateFormat<ApplicationState> format =
            new StateFormat<>(ApplicationState.class, ApplicationState.getClassSchema());

    /** The stored form of an application; equal applications have equal bytes. */
    public byte[] encode(Application application) {
        return format.write(new ApplicationState(
                body(application.body()),
                ByteBuffer.wrap(application.recent().packed()),
                application.stateVersion(),
                change(application.lastChange()),
                Parts.position(application.position()),
                application.recordTimeMs()));
    }

    /** The application behind stored bytes. */
    public Application decode(ApplicationKey key, byte[] value) {
        ApplicationState state = format.read(value);
        byte[] recent = new byte[state.getRecentEvents().remaining()];
        state.getRecentEvents().duplicate().get(recent);
        return new Application(
                key,
                body(state.getBody()),
                RecentEvents.of(recent),
                state.getStateVersion(),
                change(state.getLastChange()),
                Parts.position(state.getPosition()),
                state.getLastRecordTime());
    }

    private static @Nullable ApplicationBodyState body(@Nullable ApplicationBody body) {
        return body == null
                ? null
                : new ApplicationBodyState(
                        body.name(),
                        Symbols.write(io.sessionfold.contract.ApplicationStatus.class, body.status()),
                        body.statusSinceMs(),
                        body.enabled(),
                        body.disabledReason(),
                        body.message(),
                        body.manifest(),
                        ApplicationOutputCodec.icon(body.icon()),
                        body.iconMediaType(),
                        body.awaitedReports());
    }

    private static @Nullable ApplicationBody body(@Nullable ApplicationBodyState body) {
        return body == null
                ? null
                : new ApplicationBody(
                        body.getName(),
                        Symbols.read(ApplicationStatus.class, body.getStatus()),
                        body.getStatusSince(),
                        body.getEnabled(),
                        body.getDisabledReason(),
                        body.getMessage(),
                        body.getManifest(),
                        ApplicationEventCodec.icon(body.getIcon()),
                        body.getIconMediaType(),
                        body.getAwaitedReports());
    }

    private static @Nullable ApplicationChangeState change(@Nullable ApplicationChange change) {
        return change == null
                ? null
                : new ApplicationChangeState(change.eventId(), change.eventTimeMicros(), change.recordTimeMs());
    }

    private static @Nullable ApplicationChange change(@Nullable ApplicationChangeState change) {
        return change == null
                ? null
                : new ApplicationChange(change.getEventId(), change.getEventTimeMicros(), change.getRecordTime());
    }
}
