package io.sessionfold.tests.chaos;

import io.sessionfold.tests.live.TestFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
        kinds = possible(kinds, args.length > 3);
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

    /** Says which of them this machine cannot have; whoever named one has to do without the run. */
    private static List<Fault> possible(List<Fault> kinds, boolean isNamed) {
        List<Fault> possible = new ArrayList<>();
        for (Fault kind : kinds) {
            Optional<String> obstacle = kind.obstacle();
            if (obstacle.isEmpty()) {
                possible.add(kind);
            } else {
                System.out.println("Left out: " + kind + ", because " + obstacle.get());
            }
        }
        if (possible.isEmpty() || (isNamed && possible.size() < kinds.size())) {
            throw new IllegalArgumentException(
                    "Expected faults that this machine can have, but of " + kinds + " there are only " + possible);
        }
        return possible;
    }

    private static List<Fault> choose(Random random, List<Fault> kinds, int number) {
        List<Fault> chosen = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            chosen.add(kinds.get(random.nextInt(kinds.size())));
        }
        return chosen;
    }
}
