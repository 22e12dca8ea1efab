package io.sessionfold.engine.application;

import io.sessionfold.engine.application.ApplicationEvent.ApplicationInstallRequested;
import io.sessionfold.engine.application.ApplicationEvent.ControllerSyncRequested;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.RejectionReason;

/** Asks a controller to install: because a person wants it, a launch misses it, or the controller starts (SS-16, SS-17). */
final class InstallFold {

    private InstallFold() {}

    /**
     * A person's request always goes out, as PENDING. One that a launch needed makes it CREATING, and a crowd of launches
     * is one command: while an install is under way, and not for too long, the command that is out covers the others.
     */
    static Decision requested(ApplicationStep step, ApplicationInstallRequested event) {
        boolean byLaunch = event.requesterUserId() == null;
        if (byLaunch && isCovered(step)) {
            return step.applied();
        }
        ApplicationBody base = step.body == null ? ApplicationBody.announced(step.nowMs) : step.body;
        ApplicationStatus next = byLaunch ? ApplicationStatus.CREATING : ApplicationStatus.PENDING;
        step.body = base.asked(next, event.name(), event.manifest(), step.nowMs);
        step.install(event.reason());
        return step.applied();
    }

    /**
     * The command goes out whatever is known of the application, because the controller that asks may have lost it.
     * INSTALLED stays so that launches go on while the controller looks; FAILED and MISSING are tried again. Whether it is
     * enabled is about launches alone (SS-18).
     */
    static Decision synced(ApplicationStep step, ControllerSyncRequested event) {
        ApplicationBody body = step.body;
        if (body == null) {
            return step.refused(
                    RejectionReason.ILLEGAL_TRANSITION,
                    ("Expected application '%s' to be one that should be there, but nobody asked for it;"
                                    + " a sync is one event for each row of applications-changed")
                            .formatted(step.event.key()));
        }
        if (body.status() == ApplicationStatus.FAILED || body.status() == ApplicationStatus.MISSING) {
            step.body = body.asked(ApplicationStatus.CREATING, null, null, step.nowMs);
        }
        step.install(event.reason());
        return step.applied();
    }

    private static boolean isCovered(ApplicationStep step) {
        ApplicationBody body = step.body;
        return body != null
                && body.status().isUnderWay()
                && step.nowMs - body.statusSinceMs() < LaunchRule.INSTALL_PATIENCE_MS;
    }
}
