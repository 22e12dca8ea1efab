package io.sessionfold.tests.chaos;

import io.sessionfold.tests.live.LiveTopics;
import io.sessionfold.tests.load.Gateway;
import io.sessionfold.tests.load.LoadClients;
import io.sessionfold.tests.load.LoadPlan;
import io.sessionfold.tests.load.LoadSessions;
import io.sessionfold.tests.load.Recorder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One cluster from its first event on, and one fault after the other under load. After each the load rests, and all that was
 * ever published, answered and kept is held against the log; after the first a checkpoint is taken, and from then on the same is
 * done from it too.
 */
final class Episode {

    private static final int CLIENTS = 24;
    private static final int ANSWERS_PER_PHASE = 200;

    private final long seed;
    private final List<Fault> faults;

    /** @param seed chooses to whom each fault happens, and what the clients do */
    Episode(long seed, List<Fault> faults) {
        this.seed = seed;
        this.faults = List.copyOf(faults);
    }

    /**
     * What became of one fault.
     *
     * @param wrong what was found, in words; nothing if all that was promised was kept
     * @param seconds from the first moment to the end of the checks
     */
    record Struck(Fault fault, String whom, double seconds, int answers, List<String> wrong) {}

    /** Runs it; each fault is told when it is judged. */
    void run(Path folder, Consumer<Struck> told) throws Exception {
        Random random = new Random(seed);
        LoadPlan plan = new LoadPlan(seed, CLIENTS, ANSWERS_PER_PHASE, Duration.ZERO);
        Recorder recorder = new Recorder();
        try (Trio trio = Trio.start(folder);
                Gateway gateway = trio.gateway(recorder);
                LiveTopics topics = trio.topics()) {
            LoadSessions.create(gateway);
            trio.engines().start();
            Scene scene = new Scene(
                    random,
                    trio.engines().all(),
                    trio.brokers(),
                    trio.registryWire(),
                    recorder,
                    plan.answersPerPhase());
            Judgement judgement = new Judgement(trio, topics, recorder);
            int client = 0;
            for (Fault fault : faults) {
                long beganNs = System.nanoTime();
                String whom;
                try (LoadClients clients = new LoadClients(plan, client, scene.engines(), recorder, gateway)) {
                    scene.loadGoesOn("nothing happens", scene.engines());
                    whom = fault.happen(scene);
                    clients.finish();
                }
                client += plan.clients();
                List<String> wrong = judgement.wrong(trio.readAll(topics));
                told.accept(new Struck(fault, whom, (System.nanoTime() - beganNs) / 1e9, recorder.size(), wrong));
            }
        }
    }
}
