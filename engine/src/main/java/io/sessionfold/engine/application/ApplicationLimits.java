package io.sessionfold.engine.application;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How large the parts of an application may be. Every put and every row carries all of them: icon and manifest at their
 * largest are half of the 1 MiB that a broker takes by default.
 */
final class ApplicationLimits implements ApplicationEventVisitor<Optional<String>> {

    /** The longest id, in UTF-8 bytes, as in a session. */
    static final int ID_BYTES_MAX = 128;

    /** The longest name or reason, in UTF-8 bytes: a URL fits. */
    static final int NAME_BYTES_MAX = 1024;

    /** The longest message for people, in UTF-8 bytes: a screen of text. */
    static final int TEXT_BYTES_MAX = 4096;

    /** The largest manifest, in UTF-8 bytes: a large chart's rendered resources; etcd takes 1.5 MiB for everything. */
    static final int MANIFEST_BYTES_MAX = 256 * 1024;

    /** The largest icon, in bytes: a 256 by 256 picture without loss. */
    static final int ICON_BYTES_MAX = 256 * 1024;

    /** A picture and nothing else: whoever shows it hands this to a browser. */
    private static final Pattern PICTURE = Pattern.compile("image/[A-Za-z0-9.+-]{1,64}");

    private final String eventId;

    private ApplicationLimits(String eventId) {
        this.eventId = eventId;
    }

    /** Says which part of an event is beyond what is allowed; empty if none is. */
    static Optional<String> violatedBy(RecordedApplicationEvent event) {
        return event.payload().accept(new ApplicationLimits(event.eventId()));
    }

    @Override
    public Optional<String> installRequested(ApplicationEvent.ApplicationInstallRequested event) {
        return envelope()
                .or(() -> text("requesterUserId", event.requesterUserId(), ID_BYTES_MAX))
                .or(() -> text("name", event.name(), NAME_BYTES_MAX))
                .or(() -> text("manifest", event.manifest(), MANIFEST_BYTES_MAX))
                .or(() -> text("reason", event.reason(), NAME_BYTES_MAX));
    }

    @Override
    public Optional<String> statusReported(ApplicationEvent.ApplicationStatusReported event) {
        return envelope()
                .or(() -> text("message", event.message(), TEXT_BYTES_MAX))
                .or(() -> text("manifest", event.manifest(), MANIFEST_BYTES_MAX))
                .or(() -> bytes("icon", event.icon() == null ? 0 : event.icon().size(), ICON_BYTES_MAX))
                .or(() -> picture(event.iconMediaType()));
    }

    @Override
    public Optional<String> enabledChanged(ApplicationEvent.ApplicationEnabledChanged event) {
        return envelope()
                .or(() -> text("requesterUserId", event.requesterUserId(), ID_BYTES_MAX))
                .or(() -> text("reason", event.reason(), NAME_BYTES_MAX));
    }

    @Override
    public Optional<String> syncRequested(ApplicationEvent.ControllerSyncRequested event) {
        return envelope()
                .or(() -> text("controllerId", event.controllerId(), ID_BYTES_MAX))
                .or(() -> text("reason", event.reason(), NAME_BYTES_MAX));
    }

    @Override
    public Optional<String> unrecognised(ApplicationEvent.Unrecognised event) {
        return envelope();
    }

    private Optional<String> envelope() {
        return text("eventId", eventId, ID_BYTES_MAX);
    }

    private static Optional<String> text(String field, @Nullable String value, int mostBytes) {
        return value == null || 3 * value.length() <= mostBytes
                ? Optional.empty()
                : bytes(field, value.getBytes(StandardCharsets.UTF_8).length, mostBytes);
    }

    private static Optional<String> bytes(String field, int size, int mostBytes) {
        return size <= mostBytes
                ? Optional.empty()
                : Optional.of("Expected %s to have at most %d bytes, but it had %d".formatted(field, mostBytes, size));
    }

    private static Optional<String> picture(@Nullable String mediaType) {
        return mediaType == null || PICTURE.matcher(mediaType).matches()
                ? Optional.empty()
                : Optional.of("Expected iconMediaType to name a picture, image/..., but it did not");
    }
}
