package io.sessionfold.engine.application;

/** One method per payload of the vocabulary: whoever implements it has thought of every event. */
public interface ApplicationEventVisitor<R> {

    R installRequested(ApplicationEvent.ApplicationInstallRequested event);

    R statusReported(ApplicationEvent.ApplicationStatusReported event);

    R enabledChanged(ApplicationEvent.ApplicationEnabledChanged event);

    R syncRequested(ApplicationEvent.ControllerSyncRequested event);

    R unrecognised(ApplicationEvent.Unrecognised event);
}
