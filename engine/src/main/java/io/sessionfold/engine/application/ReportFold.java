package io.sessionfold.engine.application;

import io.sessionfold.engine.application.ApplicationEvent.ApplicationStatusReported;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.RejectionReason;

/**
 * Follows the controller's reports. A report that denies the application has to say why: without a message it has not
 * been validated yet, and with the success message it contradicts itself. Neither is a failure, and the next one is waited
 * for (INV-30); the waiting is counted in the row.
 */
final class ReportFold {

    private ReportFold() {}

    static Decision reported(ApplicationStep step, ApplicationStatusReported event) {
        boolean denies = !event.valid() || event.status() == ApplicationStatus.FAILED;
        if (event.status() == ApplicationStatus.UNKNOWN && !denies) {
            return step.refused(
                    RejectionReason.EMPTY_PHASE,
                    "Expected a report on application '%s' to name a status, but it named none that is known"
                            .formatted(step.event.key()));
        }
        ApplicationBody base = step.body == null ? ApplicationBody.announced(step.nowMs) : step.body;
        // That it is not there is no verdict on what it is.
        if (event.status() == ApplicationStatus.MISSING) {
            step.body = base.observed(ApplicationStatus.MISSING, event, step.nowMs);
        } else if (denies && (event.message().isBlank() || SuccessMessage.is(event.message()))) {
            step.body = base.awaitingTheNext();
        } else if (denies && !event.status().isUnderWay()) {
            step.body = base.observed(ApplicationStatus.FAILED, event, step.nowMs);
        } else {
            step.body = base.observed(event.status(), event, step.nowMs);
        }
        return step.applied();
    }
}
