package io.sessionfold.engine.application;

import io.sessionfold.engine.session.RejectionReason;
import org.jspecify.annotations.Nullable;

/** What one step of the application fold lets out; within a step in the order of this family's declaration. */
public sealed interface ApplicationOutput {

    /**
     * A controller is to install the application; its id derives from the event that caused it.
     *
     * @param rowVersion the stateVersion of the row that says what to install
     */
    record InstallIssued(
            String commandId,
            ApplicationKey key,
            long rowVersion,
            String causedBy,
            @Nullable String reason) implements ApplicationOutput {}

    /** The whole row after a change of it. */
    record RowChanged(ApplicationRow row) implements ApplicationOutput {}

    /**
     * An event was refused (INV-46).
     *
     * @param detail what was expected and what it was, in words
     * @param firstDecision what was decided when the same eventId came first; null unless it is a duplicate
     */
    record EventRejected(
            RecordedApplicationEvent event,
            RejectionReason reason,
            String detail,
            @Nullable String firstDecision) implements ApplicationOutput {}
}
