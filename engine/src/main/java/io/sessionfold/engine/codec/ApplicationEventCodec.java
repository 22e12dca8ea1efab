package io.sessionfold.engine.codec;

import io.sessionfold.contract.ApplicationEnabledChanged;
import io.sessionfold.contract.ApplicationInstallRequested;
import io.sessionfold.contract.ApplicationStatusReported;
import io.sessionfold.contract.ControllerSyncRequested;
import io.sessionfold.engine.application.ApplicationEvent;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.application.ApplicationStatus;
import io.sessionfold.engine.application.Icon;
import io.sessionfold.engine.application.RecordedApplicationEvent;
import java.nio.ByteBuffer;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Application events of the contract to the domain. */
final class ApplicationEventCodec {

    private ApplicationEventCodec() {}

    static RecordedApplicationEvent read(io.sessionfold.contract.ApplicationEvent event, LogRecord record) {
        return new RecordedApplicationEvent(
                event.getEventId(),
                new ApplicationKey(event.getTenantId(), event.getApplicationId()),
                Times.micros(event.getEventTime()),
                payload(event.getPayload()),
                record.recordTimeMs(),
                record.at());
    }

    /** An event whose payload only a newer contract knows, as its writer wrote it (INV-48). */
    static RecordedApplicationEvent readUnrecognised(GenericRecord event, String branch, LogRecord record) {
        return new RecordedApplicationEvent(
                event.get("eventId").toString(),
                new ApplicationKey(
                        event.get("tenantId").toString(),
                        event.get("applicationId").toString()),
                (Long) event.get("eventTime"),
                new ApplicationEvent.Unrecognised(branch),
                record.recordTimeMs(),
                record.at());
    }

    private static ApplicationEvent payload(Object payload) {
        if (payload instanceof ApplicationInstallRequested event) {
            return new ApplicationEvent.ApplicationInstallRequested(
                    event.getRequesterUserId(), event.getName(), event.getManifest(), event.getReason());
        }
        if (payload instanceof ApplicationStatusReported event) {
            return new ApplicationEvent.ApplicationStatusReported(
                    Symbols.read(ApplicationStatus.class, event.getStatus()),
                    event.getValid(),
                    event.getMessage(),
                    event.getManifest(),
                    icon(event.getIcon()),
                    event.getIconMediaType());
        }
        if (payload instanceof ApplicationEnabledChanged event) {
            return new ApplicationEvent.ApplicationEnabledChanged(
                    event.getEnabled(), event.getRequesterUserId(), event.getReason());
        }
        if (payload instanceof ControllerSyncRequested event) {
            return new ApplicationEvent.ControllerSyncRequested(event.getControllerId(), event.getReason());
        }
        throw new IllegalStateException("Expected a payload of application events, but it was " + payload.getClass());
    }

    /** No bytes are no icon: what is shown stays as it was. */
    static @Nullable Icon icon(@Nullable ByteBuffer icon) {
        if (icon == null || !icon.hasRemaining()) {
            return null;
        }
        byte[] bytes = new byte[icon.remaining()];
        icon.duplicate().get(bytes);
        return Icon.of(bytes);
    }
}
