package io.sessionfold.tests.soak;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.contract.SessionPolicy;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.faults.FreePorts;
import io.sessionfold.tests.live.TestFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Many sessions, each with a deadline, on one engine process: how long it takes to fold them, what they take of its memory
 * and of the disk, and how long it takes to have them again, out of its folder and out of the changelogs alone.
 *
 * <pre>benchmarks/run sessions [sessions, 1000000] [heap, 1g]</pre>
 */
final class ManySessions {

    private static final int SESSIONS = 1_000_000;
    private static final int FLUSHED_AT_ONCE = 20_000;
    private static final long A_MONTH_MS = Duration.ofDays(30).toMillis();
    private static final double MIB = 1 << 20;

    private final int sessions;
    private final String heap;
    private final Path folder;
    private final EngineCluster cluster;

    private ManySessions(int sessions, String heap, Path folder, EngineCluster cluster) {
        this.sessions = sessions;
        this.heap = heap;
        this.folder = folder;
        this.cluster = cluster;
    }

    public static void main(String[] args) throws Exception {
        int sessions = args.length > 0 ? Integer.parseInt(args[0]) : SESSIONS;
        String heap = args.length > 1 ? args[1] : "1g";
        try (TestFolder folder = TestFolder.create();
                EngineCluster cluster = EngineCluster.start(folder.path())) {
            new ManySessions(sessions, heap, folder.path(), cluster).measure();
        }
        System.exit(0);
    }

    private void measure() throws Exception {
        write();
        print("%,d sessions of %d partitions, each with a deadline; heap %s", sessions, EngineCluster.PARTITIONS, heap);
        live("folded, from nothing");
        print(
                "disk: state folder %.0f MiB, of which the history index %.0f MiB; topics and changelogs %.0f MiB",
                mib(state(), ""), mib(state().resolve("history"), ""), mib(folder.resolve("stack"), ".log"));
        live("again, out of its folder");
        remove(state());
        live("restored, out of the changelogs alone");
    }

    /** Runs an engine until it has all of them, and says what that took. */
    private void live(String how) throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (MeasuredEngine engine = MeasuredEngine.start(heap, FreePorts.next(), settings(), folder.resolve("log"))) {
            engine.awaitReady();
            double ready = seconds(began);
            Metrics metrics = engine.metrics();
            while (metrics.sum("sessionfold_records_read", "topic=\"sessionfold.events\"") < sessions) {
                if (!engine.isAlive()) {
                    throw new IllegalStateException("Expected the engine to run, but it ended");
                }
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                metrics = engine.metrics();
            }
            print(
                    "%-38s ready after %6.1f s, all folded after %6.1f s; process %5.0f MiB, heap in use %4.0f MiB, native %4.0f MiB, %d files",
                    how,
                    ready,
                    seconds(began),
                    engine.rssMib(),
                    metrics.heapMib(),
                    metrics.nativeMib(),
                    engine.files());
            engine.leave();
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(cluster.flags("many"));
        settings.put("http.tenant", "acme");
        return settings;
    }

    private Path state() {
        return cluster.settings("many", Map.of()).streams().stateDir();
    }

    private void write() throws Exception {
        long began = System.nanoTime();
        for (int number = 0; number < sessions; number++) {
            String key = "acme/chat-" + number;
            cluster.send(null, key.getBytes(StandardCharsets.UTF_8), cluster.framed(creation(number)));
            if (number % FLUSHED_AT_ONCE == 0) {
                cluster.flush();
            }
        }
        cluster.flush();
        print("written in %.1f s", seconds(began));
    }

    private static LifecycleEvent creation(int number) {
        return LifecycleEvent.newBuilder()
                .setEventId("e-" + number)
                .setTenantId("acme")
                .setSessionKey("chat-" + number)
                .setProducerId("gateway-1")
                .setEventTime(Instant.now())
                .setSource(EventSource.GATEWAY)
                .setPayload(SessionCreated.newBuilder()
                        .setSessionId("i-" + number)
                        .setOwnerUserId("user-" + number % 10_000)
                        .setCreatedByUserId("user-" + number % 10_000)
                        .setAgentId("agent-" + number % 100)
                        .setName("Chat number " + number)
                        .setKind("chat")
                        .setConcurrency(Concurrency.EXCLUSIVE)
                        .setMemberPolicy(MemberPolicy.STRICT)
                        .setPolicy(SessionPolicy.newBuilder()
                                .setMaxDurationMs(A_MONTH_MS)
                                .build())
                        .build())
                .build();
    }

    /** Of Kafka only the segments count: the files of their indexes are made larger than what is in them. */
    private static double mib(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                            .mapToLong(ManySessions::size)
                            .sum()
                    / MIB;
        }
    }

    /** A file that the broker or a store has just removed takes nothing. */
    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }

    private static void print(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
