package io.sessionfold.tests.history;

import io.sessionfold.contract.Activity;
import io.sessionfold.contract.ActivityObserved;
import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.contract.SessionUpdated;
import io.sessionfold.engine.app.ServingEngine;
import io.sessionfold.engine.history.HistoryQuery;
import io.sessionfold.engine.history.HistoryWish;
import io.sessionfold.engine.history.InstanceHistory;
import io.sessionfold.engine.history.PastRow;
import io.sessionfold.engine.history.PastWish;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.live.TestFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * What an answer about the past costs: a partition of many events, among them one session's. Prints how long the index took,
 * and what each of a number of questions read.
 *
 * <pre>benchmarks/run history [events in the partition] [events of the session]</pre>
 */
final class HistoryCost {

    private static final int OTHERS = 1_000;

    /** All of them in one partition; the first is the one that is asked for. */
    private static final List<String> SESSIONS = IntStream.iterate(0, n -> n + 1)
            .mapToObj(n -> "s-" + n)
            .filter(name -> BuiltInPartitioner.partitionForKey(recordKey(name), EngineCluster.PARTITIONS) == 0)
            .limit(OTHERS + 1L)
            .toList();

    private static final SessionKey KEY = new SessionKey("acme", SESSIONS.get(0));
    private static final int QUESTIONS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private HistoryCost() {}

    public static void main(String[] args) throws Exception {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int own = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        try (TestFolder folder = TestFolder.create();
                EngineCluster cluster = EngineCluster.start(folder.path())) {
            write(cluster, events, own);
            print("written: %d events, %d of them one session's", events, own);
            measure(cluster, "with the fold, from nothing", events, own);
            measure(cluster, "alone, from nothing", events, own);
        }
        System.exit(0);
    }

    /** The first engine folds too; the second one finds its state, and only an index is to be made. */
    private static void measure(EngineCluster cluster, String how, int events, int own) throws Exception {
        long began = System.nanoTime();
        try (ServingEngine engine = ServingEngine.start(cluster.settings("one", Map.of("http.port", "0")))) {
            HistoryQuery history = engine.queries().history();
            QueryResult<?> answer = ask(history, events - 1L);
            while (answer instanceof QueryResult.NotReady<?>) {
                answer = ask(history, events - 1L);
            }
            print("index %s: %.1f s until the last event can be asked for", how, seconds(began));
            cost(engine.queries().ownHistory(), history, events);
            long before = engine.queries().ownHistory().recordsRead();
            long at = System.nanoTime();
            history.history(KEY, new HistoryWish(-1, 50, -1, null, PATIENCE));
            print(
                    "a page of 50 transitions of %d: %d records, %.0f ms",
                    own, engine.queries().ownHistory().recordsRead() - before, 1_000 * seconds(at));
        }
        // The index alone is thrown away.
        Path index = cluster.settings("one", Map.of()).streams().stateDir().resolve("history");
        try (Stream<Path> files = Files.list(index)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private static void cost(InstanceHistory own, HistoryQuery history, int events) {
        Random random = new Random(1);
        List<Double> millis = new ArrayList<>();
        long records = own.recordsRead();
        long bytes = own.bytesRead();
        for (int n = 0; n < QUESTIONS; n++) {
            long at = System.nanoTime();
            QueryResult<PastRow> answer = ask(history, random.nextInt(events));
            millis.add(1_000 * seconds(at));
            if (!(answer instanceof QueryResult.Found<PastRow>)) {
                throw new IllegalStateException("Expected a row, but it was " + answer);
            }
        }
        millis.sort(null);
        print(
                "asOf: %.1f records and %.0f bytes of sessions-changed a question, none of the events; %.1f ms median, %.1f ms at"
                        + " the 99th percentile",
                (own.recordsRead() - records) / (double) QUESTIONS,
                (own.bytesRead() - bytes) / (double) QUESTIONS,
                millis.get(QUESTIONS / 2),
                millis.get(QUESTIONS * 99 / 100));
    }

    private static QueryResult<PastRow> ask(HistoryQuery history, long offset) {
        return history.asOf(KEY, PastWish.at(offset, null, PATIENCE));
    }

    /** Evenly among the others'; each of its own events changes the row. */
    private static void write(EngineCluster cluster, int events, int own) throws Exception {
        int every = events / own;
        Set<String> seen = new HashSet<>();
        for (int n = 0; n < events; n++) {
            boolean isOwn = n % every == 0;
            String session = SESSIONS.get(isOwn ? 0 : 1 + n % OTHERS);
            cluster.send(0, recordKey(session), cluster.framed(event(session, n, seen.add(session), isOwn)));
            if (n % 50_000 == 0) {
                cluster.flush();
            }
        }
        cluster.flush();
    }

    private static LifecycleEvent event(String session, int n, boolean isFirst, boolean isOwn) {
        Object payload = isFirst
                ? SessionCreated.newBuilder()
                        .setSessionId("i-1")
                        .setOwnerUserId("ada")
                        .setCreatedByUserId("ada")
                        .setKind("chat")
                        .setConcurrency(Concurrency.PARALLEL)
                        .setMemberPolicy(MemberPolicy.STRICT)
                        .build()
                : isOwn || n % 2 == 0
                        ? SessionUpdated.newBuilder().setName("name " + n).build()
                        : ActivityObserved.newBuilder()
                                .setActivity(Activity.HEARTBEAT)
                                .build();
        return LifecycleEvent.newBuilder()
                .setEventId("e-" + n)
                .setTenantId("acme")
                .setSessionKey(session)
                .setProducerId("gateway-1")
                .setEventTime(Instant.EPOCH)
                .setSource(EventSource.GATEWAY)
                .setPayload(payload)
                .build();
    }

    private static byte[] recordKey(String session) {
        return ("acme/" + session).getBytes(StandardCharsets.UTF_8);
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }

    private static void print(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
