package io.sessionfold.tests.handover;

import io.sessionfold.engine.config.GroupProtocol;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.live.TestFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Measures for how long a key cannot be answered when its owner goes, by a crash and by a clean stop, with both group
 * protocols, with and without a standby. Three instances share the partitions of an embedded broker; a key of each partition
 * is asked of each instance that stays, every few milliseconds. What counts is the worst of these, each round anew.
 *
 * <pre>topology-tests/run handover.HandoverRun [rounds] [seed] [sessions] [what a case has to contain]</pre>
 */
final class HandoverRun {

    private static final List<String> NAMES = List.of("one", "two", "three");
    private static final int CALM_MS = 5_000;
    private static final int ANSWERED_MS = 2_000;

    private final Random random;
    private final int rounds;
    private final int sessions;

    private HandoverRun(int rounds, long seed, int sessions) {
        this.rounds = rounds;
        this.random = new Random(seed);
        this.sessions = sessions;
    }

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        int sessions = args.length > 2 ? Integer.parseInt(args[2]) : 2_000;
        String wanted = args.length > 3 ? args[3] : "";
        System.out.printf("%d rounds, seed %d, %d sessions%n", rounds, seed, sessions);
        HandoverRun run = new HandoverRun(rounds, seed, sessions);
        Map<Case, Measured> table = new LinkedHashMap<>();
        for (GroupProtocol protocol : GroupProtocol.values()) {
            for (int standbys = 0; standbys <= 1; standbys++) {
                List<Case> cases = new ArrayList<>(
                        List.of(new Case(protocol, standbys, true), new Case(protocol, standbys, false)));
                cases.removeIf(each -> !each.toString().contains(wanted));
                if (!cases.isEmpty()) {
                    table.putAll(run.measure(cases));
                }
            }
        }
        System.out.println("Seconds: shortest / median / longest of the rounds.");
        System.out.println(Measured.head());
        table.forEach((each, measured) -> System.out.println(measured.row(each)));
        System.exit(0);
    }

    /** Cases that differ by how the owner goes alone, on one cluster. */
    private Map<Case, Measured> measure(List<Case> cases) throws Exception {
        Map<Case, Measured> measured = new LinkedHashMap<>();
        Case first = cases.get(0);
        try (TestFolder folder = TestFolder.create();
                EngineCluster cluster = EngineCluster.start(folder.path());
                Membership members = new Membership(cluster.bootstrapServers(), first.protocol());
                Instances instances = new Instances(cluster, folder.path(), first)) {
            members.configure(Map.of("streams.num.standby.replicas", Integer.toString(first.standbys())));
            new ChatTraffic(cluster).write(0, sessions);
            cluster.flush();
            for (String name : NAMES) {
                instances.start(name);
            }
            instances.settle();
            for (Case each : cases) {
                Measured results = new Measured();
                measured.put(each, results);
                for (int round = 0; round < rounds; round++) {
                    round(instances, each, results);
                }
            }
        }
        return measured;
    }

    private void round(Instances instances, Case of, Measured results) throws Exception {
        ServedProcess goes;
        Set<String> moving;
        do {
            // Streams deals out all tasks together: an instance may have none of these partitions.
            goes = instances.running().get(random.nextInt(NAMES.size()));
            moving = instances.owned(goes);
        } while (moving.isEmpty());
        List<Silence> silences = new ArrayList<>();
        for (ServedProcess instance : instances.running()) {
            if (instance != goes) {
                instances.keys().forEach(key -> silences.add(new Silence(instance, key)));
            }
        }
        List<Thread> threads = silences.stream().map(Thread::new).toList();
        threads.forEach(Thread::start);
        awaitCalm(silences);
        silences.forEach(Silence::begin);
        if (of.isCrash()) {
            goes.kill();
        } else {
            goes.terminate();
        }
        int code = goes.awaitEnd();
        awaitCalm(silences);
        silences.forEach(Silence::end);
        for (Thread thread : threads) {
            thread.join();
        }
        instances.gone(goes);
        report(of, goes.name() + " ended with " + code, moving, silences, results);
        instances.start(goes.name());
        instances.settle();
    }

    /** Waits until every key was answered by its owner, through each instance, for a while without a gap. */
    private static void awaitCalm(List<Silence> silences) throws InterruptedException {
        long calmSince = System.nanoTime();
        while (System.nanoTime() - calmSince < CALM_MS * 1_000_000L) {
            Thread.sleep(ANSWERED_MS / 20);
            if (silences.stream().anyMatch(silence -> silence.sinceOwnersMs() > ANSWERED_MS)) {
                calmSince = System.nanoTime();
            }
        }
    }

    private static void report(Case of, String what, Set<String> moving, List<Silence> silences, Measured results) {
        long owners = 0;
        long any = 0;
        long others = 0;
        for (Silence silence : silences) {
            if (silence.isWrong()) {
                throw new AssertionError("Expected " + silence.key() + " to be found, but it was said not to be there");
            }
            if (moving.contains(silence.key())) {
                owners = Math.max(owners, silence.longestOwnersMs());
                any = Math.max(any, silence.longestAnyMs());
            } else {
                others = Math.max(others, silence.longestOwnersMs());
            }
        }
        results.add(owners, any, others);
        System.out.printf("%s: %s; owner %d ms, any %d ms, other keys %d ms%n", of, what, owners, any, others);
        Map<String, Integer> reasons = new LinkedHashMap<>();
        silences.forEach(
                silence -> silence.reasons().forEach((reason, times) -> reasons.merge(reason, times, Integer::sum)));
        reasons.forEach((reason, times) -> System.out.printf("    %d times %s%n", times, reason));
    }
}
