package io.sessionfold.engine.deployment;

import io.sessionfold.engine.deployment.DeploymentEvent.WorkerExited;
import org.jspecify.annotations.Nullable;

/** Why a run failed, in words for a person; none is longer than the 4096 bytes that a lifecycle event may have. */
final class Sentences {

    /** What is kept of the reason of an exit, in UTF-16 units of at most 3 bytes: the rest belongs in a log. */
    static final int REASON_CHARS_MAX = 512;

    private Sentences() {}

    static String died(RecordedDeploymentEvent event, WorkerExited exit, @Nullable String ownWorkerId) {
        String named = ownWorkerId == null || ownWorkerId.equals(exit.workerId())
                ? ""
                : "; the run was for worker '" + ownWorkerId + "', which shares its fate";
        return "Worker '%s' of deployment '%s' died in epoch %s%s%s%s (%s)"
                .formatted(
                        exit.workerId(),
                        event.key(),
                        exit.workerEpoch(),
                        exit.exitCode() == null ? "" : ", exit code " + exit.exitCode(),
                        exit.reason() == null ? "" : ": " + cut(exit.reason()),
                        named,
                        event.position());
    }

    static String gone(RecordedDeploymentEvent event, ExitedWorker exit) {
        return "Expected worker '%s' of deployment '%s' to live when the run was registered, but it had exited %s in epoch %s (%s)"
                .formatted(
                        exit.workerId(),
                        event.key(),
                        exit.intentional() ? "as planned" : "unplanned",
                        exit.workerEpoch(),
                        event.position());
    }

    static String full(RecordedDeploymentEvent event) {
        return "Expected deployment '%s' to have fewer than %s registered runs, but it had as many (%s)"
                .formatted(event.key(), Deployment.RUNS_MAX, event.position());
    }

    /** Never through the middle of a character. */
    private static String cut(String text) {
        if (text.length() <= REASON_CHARS_MAX) {
            return text;
        }
        int end =
                Character.isHighSurrogate(text.charAt(REASON_CHARS_MAX - 1)) ? REASON_CHARS_MAX - 1 : REASON_CHARS_MAX;
        return text.substring(0, end) + "…";
    }
}
