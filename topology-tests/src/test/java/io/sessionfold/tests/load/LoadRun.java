package io.sessionfold.tests.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The clients at work while instances are killed and restarted. */
final class LoadRun {

    private final LoadPlan plan;
    private final LoadCluster cluster;
    private final Recorder recorder;
    private final Gateway gateway;
    private final Random random;
    private volatile boolean isOver;

    LoadRun(LoadPlan plan, LoadCluster cluster, Recorder recorder, Gateway gateway) {
        this.plan = plan;
        this.cluster = cluster;
        this.recorder = recorder;
        this.gateway = gateway;
        this.random = new Random(plan.seed());
    }

    /** Creates what is there from the beginning, lets the clients loose, and goes through the phases. */
    void run() throws InterruptedException, ExecutionException {
        create();
        cluster.start();
        ExecutorService threads = Executors.newFixedThreadPool(plan.clients());
        try {
            List<Future<?>> clients = new ArrayList<>();
            Questions questions = new Questions(recorder);
            for (int number = 0; number < plan.clients(); number++) {
                Clientele clientele = new Clientele(client(number, questions), gateway);
                clients.add(threads.submit(() -> {
                    while (!isOver) {
                        clientele.act();
                    }
                    return null;
                }));
            }
            await("three instances run", cluster.seats());
            long beganNs = System.nanoTime();
            do {
                round();
            } while (System.nanoTime() - beganNs < plan.atLeast().toNanos());
            isOver = true;
            for (Future<?> client : clients) {
                client.get();
            }
        } finally {
            isOver = true;
            threads.shutdownNow();
        }
    }

    /** One instance is killed and comes back; another one leaves in order and comes back. */
    private void round() throws InterruptedException {
        List<Seat> seats = cluster.seats();
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
        return cluster.seats().stream().filter(other -> other != seat).toList();
    }

    private void await(String phase, List<Seat> alive) throws InterruptedException {
        Set<String> names = new HashSet<>();
        alive.forEach(seat -> names.add(seat.name()));
        recorder.await(phase, plan.answersPerPhase(), LoadPlan.sharedRecordKeys(), names);
    }

    private Client client(int number, Questions questions) {
        String tenant = LoadPlan.TENANTS.get(number % LoadPlan.TENANTS.size());
        String user = LoadPlan.USERS.get(number / LoadPlan.TENANTS.size() % LoadPlan.USERS.size());
        Who who = new Who(number, tenant, user, Tokens.of(tenant, user));
        return new Client(who, new Random(plan.seed() + number), cluster.seats(), questions);
    }

    private void create() throws InterruptedException {
        for (String tenant : LoadPlan.TENANTS) {
            Who creator = new Who(-1, tenant, LoadPlan.USERS.get(0), null);
            for (String key : LoadPlan.sharedKeys()) {
                create(creator, key, LoadPlan.owner(key), LoadPlan.isExclusive(key));
            }
            create(creator, LoadPlan.onlyOf(LoadPlan.TENANTS.indexOf(tenant)), creator.userId(), false);
        }
    }

    private void create(Who creator, String key, String owner, boolean exclusive) throws InterruptedException {
        gateway.write(
                creator, Gateway.event(creator, key, "created-" + key, Gateway.creation(creator, owner, exclusive)));
    }
}
