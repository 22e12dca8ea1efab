package io.sessionfold.engine.application;

import io.sessionfold.engine.application.ApplicationEvent.ApplicationEnabledChanged;
import io.sessionfold.engine.application.ApplicationEvent.ApplicationInstallRequested;
import io.sessionfold.engine.application.ApplicationEvent.ApplicationStatusReported;
import io.sessionfold.engine.application.ApplicationEvent.ControllerSyncRequested;
import io.sessionfold.engine.application.ApplicationOutput.EventRejected;
import io.sessionfold.engine.application.ApplicationOutput.InstallIssued;
import io.sessionfold.engine.application.ApplicationOutput.RowChanged;
import io.sessionfold.engine.session.Position;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The history of one application as a test tells it: one event a second, numbered from e-1, and what each let out. */
final class ApplicationHistory {

    static final ApplicationKey KEY = new ApplicationKey("acme", "notebook");
    static final long FIRST_MS = 1_000_000;

    private @Nullable Application application;
    private List<ApplicationOutput> last = List.of();
    private long nowMs = FIRST_MS;
    private int told;

    /** A person asks for the install. */
    ApplicationHistory requested() {
        return tell(new ApplicationInstallRequested("ada", "Notebook", "kind: Chart", null));
    }

    /** A launch asks for the install. */
    ApplicationHistory neededByALaunch() {
        return tell(new ApplicationInstallRequested(null, null, null, "a launch needs it"));
    }

    ApplicationHistory reported(ApplicationStatus status, boolean valid, String message) {
        return tell(new ApplicationStatusReported(status, valid, message, null, null, null));
    }

    /** The controller found it in order. */
    ApplicationHistory reported(ApplicationStatus status) {
        return reported(status, true, "");
    }

    ApplicationHistory enabled(boolean enabled, @Nullable String reason) {
        return tell(new ApplicationEnabledChanged(enabled, "ada", reason));
    }

    ApplicationHistory synced() {
        return tell(new ControllerSyncRequested("controller-1", "it started"));
    }

    ApplicationHistory tell(ApplicationEvent payload) {
        return tell("e-" + (told + 1), payload);
    }

    ApplicationHistory tell(String eventId, ApplicationEvent payload) {
        told++;
        nowMs += 1_000;
        return fold(new RecordedApplicationEvent(eventId, KEY, nowMs * 1_000, payload, nowMs, at(told)));
    }

    ApplicationHistory fold(RecordedApplicationEvent event) {
        ApplicationOutcome outcome = ApplicationFold.evolve(application, event);
        application = outcome.application();
        last = outcome.outputs();
        return this;
    }

    ApplicationHistory afterMs(long ms) {
        nowMs += ms;
        return this;
    }

    static Position at(long offset) {
        return new Position("sessionfold.application-events", 0, offset);
    }

    long nowMs() {
        return nowMs;
    }

    Application state() {
        return Objects.requireNonNull(application, "application");
    }

    ApplicationBody body() {
        return Objects.requireNonNull(state().body(), "body");
    }

    LaunchAnswer launch() {
        return LaunchRule.answer(
                KEY, application == null ? null : ApplicationRow.of(application).orElse(null), nowMs);
    }

    /** What the last event let out. */
    List<ApplicationOutput> outputs() {
        return last;
    }

    List<InstallIssued> installs() {
        return only(InstallIssued.class);
    }

    List<ApplicationRow> rows() {
        return only(RowChanged.class).stream().map(RowChanged::row).toList();
    }

    List<EventRejected> rejections() {
        return only(EventRejected.class);
    }

    private <T> List<T> only(Class<T> kind) {
        return last.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
