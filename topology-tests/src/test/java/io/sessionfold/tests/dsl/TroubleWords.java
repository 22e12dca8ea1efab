package io.sessionfold.tests.dsl;

import io.sessionfold.contract.ProviderFailed;
import io.sessionfold.contract.ProviderRecovered;
import io.sessionfold.contract.RecoveryAbandoned;
import io.sessionfold.contract.RunInterrupted;
import io.sessionfold.contract.RunRecovered;

/** What can go wrong with a run, and how it comes right again. */
public final class TroubleWords {

    private TroubleWords() {}

    /** The model or backend behind a run failed. */
    public static EventToWrite providerFailed(String runId, String code) {
        return EventToWrite.of(
                "providerFailed(\"" + runId + "\", \"" + code + "\")",
                runId,
                day -> new ProviderFailed(runId, code, null));
    }

    /** The model or backend behind a run is back. */
    public static EventToWrite providerRecovered(String runId) {
        return EventToWrite.of(
                "providerRecovered(\"" + runId + "\")", runId, day -> new ProviderRecovered(runId, null, null));
    }

    /** A restart lost the run, and another can take its place. */
    public static EventToWrite runInterrupted(String runId) {
        return EventToWrite.of(
                "runInterrupted(\"" + runId + "\")", runId, day -> new RunInterrupted(runId, true, "restart"));
    }

    /** A restart lost the run, and nothing can take its place. */
    public static EventToWrite runInterruptedForGood(String runId) {
        return EventToWrite.of(
                "runInterruptedForGood(\"" + runId + "\")", runId, day -> new RunInterrupted(runId, false, "restart"));
    }

    /** Another run took the place of the lost one, at the first attempt. */
    public static EventToWrite runRecovered(String runId, String newRunId) {
        return EventToWrite.of(
                "runRecovered(\"" + runId + "\", \"" + newRunId + "\")",
                runId,
                day -> new RunRecovered(runId, newRunId, 1));
    }

    /** What is parked behind the first session's quarantine is folded. */
    public static QuarantineToRelease quarantineReleased() {
        return QuarantineToRelease.whole();
    }

    /** Nobody tries any more to put another run in the place of the lost one. */
    public static EventToWrite recoveryAbandoned(String runId) {
        return EventToWrite.of(
                "recoveryAbandoned(\"" + runId + "\")", runId, day -> new RecoveryAbandoned(runId, "gave up"));
    }
}
