package io.sessionfold.tests.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that go on asking and writing until they are told to stop. */
public final class LoadClients implements AutoCloseable {

    private final ExecutorService threads;
    private final List<Future<?>> clients = new ArrayList<>();
    private volatile boolean isOver;

    /**
     * Lets them loose.
     *
     * @param first the number of the first of them; no number is ever given twice on one log
     */
    public LoadClients(LoadPlan plan, int first, List<Seat> seats, Recorder recorder, Gateway gateway) {
        threads = Executors.newFixedThreadPool(plan.clients());
        Questions questions = new Questions(recorder);
        for (int number = first; number < first + plan.clients(); number++) {
            Clientele clientele = new Clientele(client(plan, number, seats, questions), gateway);
            clients.add(threads.submit(() -> {
                while (!isOver) {
                    clientele.act();
                }
                return null;
            }));
        }
    }

    /** Lets each finish what it has begun; the failure of one is the caller's. */
    public void finish() throws InterruptedException, ExecutionException {
        isOver = true;
        for (Future<?> client : clients) {
            client.get();
        }
    }

    @Override
    public void close() {
        isOver = true;
        threads.shutdownNow();
    }

    private static Client client(LoadPlan plan, int number, List<Seat> seats, Questions questions) {
        String tenant = LoadPlan.TENANTS.get(number % LoadPlan.TENANTS.size());
        String user = LoadPlan.USERS.get(number / LoadPlan.TENANTS.size() % LoadPlan.USERS.size());
        Who who = new Who(number, tenant, user, Tokens.of(tenant, user));
        return new Client(who, new Random(plan.seed() + number), seats, questions);
    }
}
