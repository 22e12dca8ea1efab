package io.sessionfold.engine.deployment;

import io.sessionfold.engine.deployment.DeploymentEvent.RunRegistered;
import io.sessionfold.engine.deployment.DeploymentEvent.RunReleased;
import io.sessionfold.engine.deployment.DeploymentEvent.Unrecognised;
import io.sessionfold.engine.deployment.DeploymentEvent.WorkerExited;
import io.sessionfold.engine.deployment.DeploymentEvent.WorkerStarted;
import io.sessionfold.engine.deployment.DeploymentOutput.EventRejected;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The deployment fold: one step {@code (deployment, event) -> outcome}, pure (INV-18, INV-44).
 *
 * <p>Its laws, and the races that they close:
 *
 * <ul>
 *   <li>An exit that was not planned fails every registered run, once: the run is failed and forgotten in one step, so that
 *       no second exit finds it. A planned one fails none.
 *   <li>An exit counts once per worker and epoch. The same one again is ALREADY_TERMINAL, one of an earlier epoch
 *       STALE_EPOCH: the marks are the epochs, and no eventId has to be remembered.
 *   <li>A run is registered and released by its session's fold, which is one task and writes both to this one partition in
 *       order. So no release comes before its registration, and a release of a run that is not held any more is the
 *       ordinary end of one that failed here.
 *   <li>Accepted before the exit, registered after it: a run that names a worker whose life is over fails at once, planned
 *       or not, because nobody is there who could execute it. One that names none waits for another worker, as long as its
 *       ADMISSION deadline lets it.
 *   <li>Answered at the same time: the failure goes to the session, which has the last word and refuses it if the run has
 *       its outcome already.
 * </ul>
 */
public final class DeploymentFold {

    /** What a run fails with when its worker dies. */
    public static final String WORKER_DIED = "WORKER_DIED";

    /** What a run fails with that its deployment has no room for: it could not be failed with its worker later. */
    public static final String DEPLOYMENT_FULL = "DEPLOYMENT_FULL";

    private DeploymentFold() {}

    /** Folds one event into a deployment; {@link Deployment#NONE} before the first. */
    public static DeploymentOutcome evolve(Deployment before, RecordedDeploymentEvent event) {
        Optional<String> violation = DeploymentLimits.violatedBy(event.key(), event.payload());
        if (violation.isPresent()) {
            return refused(before, event, RejectionReason.LIMIT_EXCEEDED, violation.get());
        }
        if (event.payload() instanceof WorkerStarted started) {
            return started(before, event, started);
        }
        if (event.payload() instanceof WorkerExited exited) {
            return exited(before, event, exited);
        }
        if (event.payload() instanceof RunRegistered registered) {
            return registered(before, event, registered);
        }
        if (event.payload() instanceof RunReleased released) {
            return applied(before.without(new RunName(released.sessionKey(), released.runId())), event, List.of());
        }
        return refused(
                before,
                event,
                RejectionReason.UNSUPPORTED,
                "Expected a worker event that this version knows, but it was "
                        + ((Unrecognised) event.payload()).payloadName());
    }

    private static DeploymentOutcome started(Deployment before, RecordedDeploymentEvent event, WorkerStarted started) {
        Optional<DeploymentOutcome> late = late(before, event, started.workerId(), started.workerEpoch());
        if (late.isPresent()) {
            return late.get();
        }
        if (before.workers().isFullFor(started.workerId())) {
            return refused(
                    before,
                    event,
                    RejectionReason.LIMIT_EXCEEDED,
                    "Expected deployment '%s' to have at most %s live workers, but '%s' would be one more"
                            .formatted(event.key(), Workers.LIVE_MAX, started.workerId()));
        }
        return applied(
                before.with(before.workers().started(started.workerId(), started.workerEpoch())), event, List.of());
    }

    private static DeploymentOutcome exited(Deployment before, RecordedDeploymentEvent event, WorkerExited exited) {
        Optional<DeploymentOutcome> late = late(before, event, exited.workerId(), exited.workerEpoch());
        if (late.isPresent()) {
            return late.get();
        }
        Deployment after = before.with(before.workers()
                .exited(new ExitedWorker(exited.workerId(), exited.workerEpoch(), exited.intentional())));
        if (exited.intentional()) {
            return applied(after, event, List.of());
        }
        List<DeploymentOutput> failures = new ArrayList<>(before.runs().size());
        before.runs()
                .forEach((run, registration) -> failures.add(RunFailures.of(
                        event, run, WORKER_DIED, Sentences.died(event, exited, registration.workerId()))));
        return applied(after.withoutRuns(), event, failures);
    }

    private static DeploymentOutcome registered(
            Deployment before, RecordedDeploymentEvent event, RunRegistered registered) {
        RunName run = new RunName(registered.sessionKey(), registered.runId());
        if (before.runs().containsKey(run)) {
            return refused(
                    before,
                    event,
                    RejectionReason.DUPLICATE,
                    "Expected run '%s' of session '%s' to be registered once, but it is registered already"
                            .formatted(run.runId(), run.sessionKey()));
        }
        Optional<ExitedWorker> exit = exitOf(before, registered.workerId());
        if (exit.isPresent()) {
            return applied(
                    before, event, List.of(RunFailures.of(event, run, WORKER_DIED, Sentences.gone(event, exit.get()))));
        }
        if (before.runs().size() >= Deployment.RUNS_MAX) {
            return applied(before, event, List.of(RunFailures.of(event, run, DEPLOYMENT_FULL, Sentences.full(event))));
        }
        return applied(before.with(run, registered.workerId()), event, List.of());
    }

    /** What a start and an exit have in common: a life that is over, or was followed by another, is not news. */
    private static Optional<DeploymentOutcome> late(
            Deployment before, RecordedDeploymentEvent event, String workerId, long epoch) {
        Optional<Long> known = before.workers().epochOf(workerId);
        if (known.isPresent() && epoch < known.get()) {
            return Optional.of(refused(
                    before,
                    event,
                    RejectionReason.STALE_EPOCH,
                    "Expected an event of epoch %s of worker '%s' or later, but it was of epoch %s"
                            .formatted(known.get(), workerId, epoch)));
        }
        if (known.isPresent()
                && epoch == known.get()
                && exitOf(before, workerId).isPresent()) {
            return Optional.of(refused(
                    before,
                    event,
                    RejectionReason.ALREADY_TERMINAL,
                    "Expected worker '%s' to live in epoch %s, but it has exited".formatted(workerId, epoch)));
        }
        return Optional.empty();
    }

    private static Optional<ExitedWorker> exitOf(Deployment deployment, @Nullable String workerId) {
        return workerId == null ? Optional.empty() : deployment.workers().exitOf(workerId);
    }

    private static DeploymentOutcome applied(
            Deployment after, RecordedDeploymentEvent event, List<DeploymentOutput> outputs) {
        return new DeploymentOutcome(after, new Decision.Applied(event.eventId()), List.copyOf(outputs));
    }

    private static DeploymentOutcome refused(
            Deployment before, RecordedDeploymentEvent event, RejectionReason reason, String expectation) {
        return new DeploymentOutcome(
                before,
                new Decision.Refused(event.eventId(), reason),
                List.of(new EventRejected(event, reason, expectation + " (" + event.position() + ")")));
    }
}
