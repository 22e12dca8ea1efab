package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.ProviderFailed;
import io.sessionfold.engine.session.SessionEvent.ProviderRecovered;
import java.util.Optional;

/** Remembers that a run's provider answers no more: signs of life do not extend it then, and a lapse says why (INV-19). */
final class ProviderFold {

    private ProviderFold() {}

    static Decision failed(Step step, ProviderFailed event) {
        Optional<Run> run = RunLookup.taking(step, event);
        if (run.isEmpty()) {
            return RunLookup.refused(step, event.runId(), "lose its provider");
        }
        step.runs = step.runs.with(run.get().withProviderFailed(event.code()));
        return step.applied();
    }

    /** A provider that answers again is a sign of life. */
    static Decision recovered(Step step, ProviderRecovered event) {
        Optional<Run> found = RunLookup.taking(step, event);
        if (found.isEmpty()) {
            return RunLookup.refused(step, event.runId(), "have its provider back");
        }
        step.activity = step.activity.seenAt(step.nowMs);
        Run run = found.get().withProviderFailed(null);
        step.runs = step.runs.with(run);
        if (run.state() == RunState.RUNNING) {
            RunFold.awaitProgress(step, run);
        }
        return step.applied();
    }
}
