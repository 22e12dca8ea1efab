package io.sessionfold.tests.chaos;

import io.sessionfold.tests.live.TestFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Many faults, in episodes of a few on a cluster each. What was done stands in a ledger; the same command goes on where it
 * was stopped, and the seed of an episode repeats its schedule.
 *
 * <pre>topology-tests/run chaos.FaultRun LEDGER [number of faults] [seed] [fault,…]</pre>
 */
final class FaultRun {

    private static final int FAULTS_PER_EPISODE = 10;

    private FaultRun() {}

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        int number = args.length > 1 ? Integer.parseInt(args[1]) : FAULTS_PER_EPISODE;
        long seed = args.length > 2 ? Long.parseLong(args[2]) : new Random().nextLong();
        List<Fault> kinds = args.length > 3
                ? Arrays.stream(args[3].split(",", -1)).map(Fault::valueOf).toList()
                : List.of(Fault.values());
        Ledger ledger = new Ledger(file);
        Random random = new Random(seed + ledger.size());
        while (ledger.size() < number) {
            long episode = random.nextLong();
            List<Fault> faults =
                    choose(new Random(episode), kinds, Math.min(FAULTS_PER_EPISODE, number - ledger.size()));
            System.out.println("Episode " + episode + ": " + faults);
            try (TestFolder folder = TestFolder.create()) {
                new Episode(episode, faults).run(folder.path(), struck -> {
                    ledger.add(episode, struck);
                    System.out.println(ledger.size() + " " + struck);
                });
            }
        }
        System.out.println(ledger);
        System.exit(ledger.isClean() ? 0 : 1);
    }

    private static List<Fault> choose(Random random, List<Fault> kinds, int number) {
        List<Fault> chosen = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            chosen.add(kinds.get(random.nextInt(kinds.size())));
        }
        return chosen;
    }
}
