package io.sessionfold.tests.flood;

import io.sessionfold.tests.live.TestFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Measures how a quiet tenant is served while a loud one floods the same instance, beside how it is served alone, in one
 * run: {@code topology-tests/run flood.FloodRun [SECONDS [FLOOD,… [SETTING=VALUE …]]]}.
 */
final class FloodRun {

    private static final int SECONDS = 20;

    private FloodRun() {}

    public static void main(String[] args) throws Exception {
        long seconds = args.length > 0 ? Long.parseLong(args[0]) : SECONDS;
        List<Flood> floods = args.length > 1
                ? Arrays.stream(args[1].split(",", -1)).map(Flood::valueOf).toList()
                : List.of(Flood.values());
        Map<String, String> more = new HashMap<>();
        Arrays.stream(args).skip(2).forEach(arg -> more.put(arg.split("=", 2)[0], arg.split("=", 2)[1]));
        try (TestFolder folder = TestFolder.create();
                Scene scene = Scene.start(folder.path(), more)) {
            measure(scene, Flood.NONE, seconds);
            System.out.println("flood      quiet: reads p50 ms     p95      max | writes p50 ms     p95      max"
                    + " | unserved | loud: answers by status, per second");
            for (Flood flood : floods) {
                System.out.println(measure(scene, flood, seconds));
            }
        }
        System.exit(0);
    }

    private static String measure(Scene scene, Flood flood, long seconds) throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        Map<Integer, Long> answers = new ConcurrentHashMap<>();
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < flood.threads(); n++) {
            Thread thread = new Thread(() -> flood(scene, flood, isOver, answers), "loud-" + n);
            thread.start();
            threads.add(thread);
        }
        QuietTenant quiet = new QuietTenant(scene.quiet());
        long endNanos = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < endNanos) {
            quiet.once();
        }
        isOver.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        Map<Integer, Long> perSecond = new TreeMap<>();
        answers.forEach((status, number) -> perSecond.put(status, number / seconds));
        return String.format(
                Locale.ROOT,
                "%-10s %s | %s | %8d | %s",
                flood,
                quiet.reads(),
                quiet.writes(),
                quiet.unserved(),
                perSecond);
    }

    private static void flood(Scene scene, Flood flood, AtomicBoolean isOver, Map<Integer, Long> answers) {
        while (!isOver.get()) {
            try {
                answers.merge(flood.once(scene), 1L, Long::sum);
            } catch (java.io.IOException cut) {
                answers.merge(0, 1L, Long::sum);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
