package io.sessionfold.tests.applications;

import io.sessionfold.contract.ApplicationEnabledChanged;
import io.sessionfold.contract.ApplicationEvent;
import io.sessionfold.contract.ApplicationInstallRequested;
import io.sessionfold.contract.ApplicationStatus;
import io.sessionfold.contract.ApplicationStatusReported;
import io.sessionfold.contract.ControllerSyncRequested;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Application events of one tenant as producers write them. Not thread-safe. */
final class ApplicationEvents {

    static final String TENANT = "acme";

    private final RecordWriter<ApplicationEvent> writer;

    ApplicationEvents(Registry registry) {
        this.writer = new RecordWriter<>(ApplicationEvent.class, Topics.APPLICATION_EVENTS, registry, true);
    }

    static byte[] key(String applicationId) {
        return (TENANT + '/' + applicationId).getBytes(StandardCharsets.UTF_8);
    }

    byte[] framed(String eventId, String applicationId, Object payload) {
        return writer.write(new ApplicationEvent(eventId, TENANT, applicationId, Instant.EPOCH, payload));
    }

    static ApplicationInstallRequested requested(String name, String manifest) {
        return new ApplicationInstallRequested("ada", name, manifest, "she wants it");
    }

    static ApplicationStatusReported reported(ApplicationStatus status, boolean valid, String message) {
        return new ApplicationStatusReported(status, valid, message, null, null, null);
    }

    static ApplicationStatusReported installed(String manifest, byte @Nullable [] icon) {
        return new ApplicationStatusReported(
                ApplicationStatus.INSTALLED,
                true,
                "ready",
                manifest,
                icon == null ? null : ByteBuffer.wrap(icon),
                icon == null ? null : "image/png");
    }

    static ApplicationEnabledChanged disabled(String reason) {
        return new ApplicationEnabledChanged(false, "ada", reason);
    }

    static ControllerSyncRequested synced() {
        return new ControllerSyncRequested("controller-1", "it started");
    }
}
