package io.sessionfold.engine.application;

import io.sessionfold.engine.application.ApplicationEvent.ApplicationEnabledChanged;
import io.sessionfold.engine.application.ApplicationEvent.ApplicationInstallRequested;
import io.sessionfold.engine.application.ApplicationEvent.ApplicationStatusReported;
import io.sessionfold.engine.application.ApplicationEvent.ControllerSyncRequested;
import io.sessionfold.engine.application.ApplicationEvent.Unrecognised;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.RejectionReason;

/** Gives each event to the rules that decide it. */
final class ApplicationEventFold implements ApplicationEventVisitor<Decision> {

    private final ApplicationStep step;

    ApplicationEventFold(ApplicationStep step) {
        this.step = step;
    }

    @Override
    public Decision installRequested(ApplicationInstallRequested event) {
        return InstallFold.requested(step, event);
    }

    @Override
    public Decision statusReported(ApplicationStatusReported event) {
        return ReportFold.reported(step, event);
    }

    /** Only a person allows or forbids launches; what the controller finds does neither (SS-18). */
    @Override
    public Decision enabledChanged(ApplicationEnabledChanged event) {
        if (step.body == null) {
            return step.refused(
                    RejectionReason.ILLEGAL_TRANSITION,
                    "Expected application '%s' to be asked for before launches are %s, but nobody did"
                            .formatted(step.event.key(), event.enabled() ? "allowed" : "forbidden"));
        }
        step.body = step.body.enabled(event.enabled(), event.reason());
        return step.applied();
    }

    @Override
    public Decision syncRequested(ControllerSyncRequested event) {
        return InstallFold.synced(step, event);
    }

    @Override
    public Decision unrecognised(Unrecognised event) {
        return step.refused(
                RejectionReason.UNSUPPORTED,
                "Expected a payload that this version knows, but it was '%s'".formatted(event.branch()));
    }
}
