package io.sessionfold.engine.application;

import org.jspecify.annotations.Nullable;

/** What happened to an application: the payload of one application event, sealed over the vocabulary. */
public sealed interface ApplicationEvent {

    /** The payload's name in the vocabulary. */
    default String type() {
        return getClass().getSimpleName();
    }

    /** Calls the method of {@code visitor} that belongs to this event. */
    <R> R accept(ApplicationEventVisitor<R> visitor);

    /**
     * It is to be installed. What is absent stays as it was.
     *
     * @param requesterUserId null when a launch found it missing
     */
    record ApplicationInstallRequested(
            @Nullable String requesterUserId,
            @Nullable String name,
            @Nullable String manifest,
            @Nullable String reason) implements ApplicationEvent {
        @Override
        public <R> R accept(ApplicationEventVisitor<R> visitor) {
            return visitor.installRequested(this);
        }
    }

    /** A controller observed it. What is absent stays as it was. */
    record ApplicationStatusReported(
            ApplicationStatus status,
            boolean valid,
            String message,
            @Nullable String manifest,
            @Nullable Icon icon,
            @Nullable String iconMediaType)
            implements ApplicationEvent {
        @Override
        public <R> R accept(ApplicationEventVisitor<R> visitor) {
            return visitor.statusReported(this);
        }
    }

    /** A person allows or forbids launches. */
    record ApplicationEnabledChanged(
            boolean enabled,
            String requesterUserId,
            @Nullable String reason) implements ApplicationEvent {
        @Override
        public <R> R accept(ApplicationEventVisitor<R> visitor) {
            return visitor.enabledChanged(this);
        }
    }

    /** A controller asks for the install of this application, should it be there. */
    record ControllerSyncRequested(
            String controllerId, @Nullable String reason) implements ApplicationEvent {
        @Override
        public <R> R accept(ApplicationEventVisitor<R> visitor) {
            return visitor.syncRequested(this);
        }
    }

    /** A payload that only a newer contract knows (INV-48). */
    record Unrecognised(String branch) implements ApplicationEvent {
        @Override
        public String type() {
            return branch;
        }

        @Override
        public <R> R accept(ApplicationEventVisitor<R> visitor) {
            return visitor.unrecognised(this);
        }
    }
}
