package io.sessionfold.engine.codec;

import io.sessionfold.contract.DeploymentState;
import io.sessionfold.contract.ExitedWorkerState;
import io.sessionfold.contract.LiveWorkerState;
import io.sessionfold.contract.RegisteredRunState;
import io.sessionfold.engine.deployment.Deployment;
import io.sessionfold.engine.deployment.ExitedWorker;
import io.sessionfold.engine.deployment.Registration;
import io.sessionfold.engine.deployment.RunName;
import io.sessionfold.engine.deployment.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** Deployments to the bytes of the store and back; equal ones have equal bytes. Not thread-safe: one per task. */
public final class DeploymentCodec {

    private final StateFormat<DeploymentState> format =
            new StateFormat<>(DeploymentState.class, DeploymentState.getClassSchema());

    public byte[] encode(Deployment deployment) {
        List<RegisteredRunState> runs = new ArrayList<>(deployment.runs().size());
        deployment
                .runs()
                .forEach((run, registration) ->
                        runs.add(new RegisteredRunState(run.sessionKey(), run.runId(), registration.workerId())));
        List<LiveWorkerState> live = new ArrayList<>();
        deployment.workers().live().forEach((workerId, epoch) -> live.add(new LiveWorkerState(workerId, epoch)));
        List<ExitedWorkerState> exited = new ArrayList<>();
        for (ExitedWorker exit : deployment.workers().exited()) {
            exited.add(new ExitedWorkerState(exit.workerId(), exit.workerEpoch(), exit.intentional()));
        }
        return format.write(new DeploymentState(runs, live, exited));
    }

    public Deployment decode(byte[] value) {
        DeploymentState state = format.read(value);
        TreeMap<RunName, Registration> runs = new TreeMap<>();
        for (RegisteredRunState run : state.getRuns()) {
            runs.put(new RunName(run.getSessionKey(), run.getRunId()), new Registration(run.getWorkerId()));
        }
        TreeMap<String, Long> live = new TreeMap<>();
        for (LiveWorkerState worker : state.getLiveWorkers()) {
            live.put(worker.getWorkerId(), worker.getWorkerEpoch());
        }
        List<ExitedWorker> exited = new ArrayList<>();
        for (ExitedWorkerState exit : state.getExitedWorkers()) {
            exited.add(new ExitedWorker(exit.getWorkerId(), exit.getWorkerEpoch(), exit.getIntentional()));
        }
        return new Deployment(
                Collections.unmodifiableSortedMap(runs),
                new Workers(Collections.unmodifiableSortedMap(live), List.copyOf(exited)));
    }
}
