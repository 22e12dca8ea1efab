package io.sessionfold.engine.application;

import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * The working copy of one step: what the event may change, and the command that it calls for. It lives within one call of
 * {@link ApplicationFold#evolve} and is seen by nobody else, so the fold stays pure.
 */
final class ApplicationStep {

    final Application before;
    final RecordedApplicationEvent event;

    /** The axis on which patience counts, in milliseconds: record times, made monotonic per application. */
    final long nowMs;

    @Nullable
    ApplicationBody body;

    private boolean installs;
    private @Nullable String installReason;
    private String detail = "";

    ApplicationStep(Application before, RecordedApplicationEvent event) {
        this.before = before;
        this.event = event;
        this.nowMs = Math.max(before.recordTimeMs(), event.recordTimeMs());
        this.body = before.body();
    }

    /** Tells a controller to install, and why. */
    void install(@Nullable String reason) {
        installs = true;
        installReason = reason;
    }

    boolean installs() {
        return installs;
    }

    @Nullable
    String installReason() {
        return installReason;
    }

    String detail() {
        return detail;
    }

    Decision applied() {
        return new Decision.Applied(event.eventId());
    }

    /** Refuses the event; {@code expectation} says in a sentence what was expected and what was found. */
    Decision refused(RejectionReason why, String expectation) {
        detail = expectation + " (" + event.position() + ")";
        return new Decision.Refused(event.eventId(), why);
    }
}
