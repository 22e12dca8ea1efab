package io.sessionfold.tests.load;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** The clients at work while instances are killed and restarted. */
final class LoadRun {

    private final LoadPlan plan;
    private final LoadCluster cluster;
    private final Recorder recorder;
    private final Gateway gateway;
    private final Random random;

    LoadRun(LoadPlan plan, LoadCluster cluster, Recorder recorder, Gateway gateway) {
        this.plan = plan;
        this.cluster = cluster;
        this.recorder = recorder;
        this.gateway = gateway;
        this.random = new Random(plan.seed());
    }

    /** Creates what is there from the beginning, lets the clients loose, and goes through the phases. */
    void run() throws InterruptedException, ExecutionException {
        LoadSessions.create(gateway);
        cluster.seats().start();
        try (LoadClients clients = new LoadClients(plan, 0, cluster.seats().all(), recorder, gateway)) {
            await("three instances run", cluster.seats().all());
            long beganNs = System.nanoTime();
            do {
                round();
            } while (System.nanoTime() - beganNs < plan.atLeast().toNanos());
            clients.finish();
        }
    }

    /** One instance is killed and comes back; another one leaves in order and comes back. */
    private void round() throws InterruptedException {
        List<Seat> seats = cluster.seats().all();
        int first = random.nextInt(seats.size());
        Seat killed = seats.get(first);
        Seat restarted = seats.get((first + 1 + random.nextInt(seats.size() - 1)) % seats.size());
        killed.kill();
        await("instance " + killed.name() + " is dead", without(killed));
        killed.start();
        await("instance " + killed.name() + " comes back", seats);
        restarted.leave();
        restarted.start();
        await("instance " + restarted.name() + " was restarted", seats);
    }

    private List<Seat> without(Seat seat) {
        return cluster.seats().all().stream().filter(other -> other != seat).toList();
    }

    private void await(String phase, List<Seat> alive) throws InterruptedException {
        Set<String> names = new HashSet<>();
        alive.forEach(seat -> names.add(seat.name()));
        recorder.await(phase, plan.answersPerPhase(), LoadPlan.sharedRecordKeys(), names);
    }
}
