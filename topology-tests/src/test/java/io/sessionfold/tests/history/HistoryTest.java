package io.sessionfold.tests.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.app.ServingEngine;
import io.sessionfold.engine.codec.EventCodec;
import io.sessionfold.engine.history.HistoryQuery;
import io.sessionfold.engine.history.HistoryWish;
import io.sessionfold.engine.history.PastRow;
import io.sessionfold.engine.history.PastWish;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.faults.FreePorts;
import io.sessionfold.tests.random.GeneratedEvents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history of generated logs, with an engine that folds and indexes them, against a replay. */
final class HistoryTest {

    private static final long FIRST_SEED = Long.getLong("sessionfold.seed", 1);
    private static final int HISTORIES = Integer.getInteger("sessionfold.history.histories", 4);

    @TempDir
    Path folder;

    /** An answer that was given while events were still being written. */
    private record Given(SessionKey key, long offset, QueryResult<PastRow> answer) {}

    @Test
    @DisplayName(
            "INV-44: the row at every position and time and the transitions are those of a replay, during a load, after"
                    + " a restart and across a rebalance")
    void thePastIsThatOfAReplay() throws Exception {
        try (EngineCluster cluster = EngineCluster.start(folder)) {
            ReplayedPast past;
            try (ServingEngine one = serve(cluster, "one")) {
                HistoryQuery history = one.queries().history();
                PastComparison.ask(() -> history.history(
                        new SessionKey("acme", "s-1"), new HistoryWish(-1, 1, -1, null, PastComparison.PATIENCE)));
                List<Given> given = new ArrayList<>();
                for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
                    write(cluster, seed);
                    given.addAll(during(history, given));
                }
                past = ReplayedPast.of(cluster);
                PastComparison comparison = new PastComparison(history, past);
                comparison.holdsEverywhere();
                assertThat(given).isNotEmpty();
                given.forEach(each -> comparison.same(each.key(), each.offset(), each.answer()));
            }
            try (ServingEngine two = serve(cluster, "two")) {
                try (ServingEngine one = serve(cluster, "one")) {
                    new PastComparison(one.queries().history(), ReplayedPast.of(cluster)).holds(7);
                    new PastComparison(two.queries().history(), ReplayedPast.of(cluster)).holds(7);
                }
                new PastComparison(two.queries().history(), ReplayedPast.of(cluster)).holds(7);
            }
        }
    }

    private static ServingEngine serve(EngineCluster cluster, String name) {
        Map<String, String> more = new HashMap<>(Map.of("http.port", "0", "timer.tick.ms", "50"));
        int port = FreePorts.next();
        more.put("http.port", Integer.toString(port));
        more.put("http.advertised", "127.0.0.1:" + port);
        return ServingEngine.start(cluster.settings(name, more));
    }

    private static void write(EngineCluster cluster, long seed) throws Exception {
        for (LogEntry entry : GeneratedEvents.of(seed)) {
            cluster.send(
                    null,
                    entry.event().envelope().key().recordKey().getBytes(StandardCharsets.UTF_8),
                    cluster.framed(EventCodec.write(
                            entry.event().envelope(), entry.event().payload())));
        }
        cluster.flush();
    }

    /** Whatever can be told while the fold is busy: an answer that is given has to stay true. */
    private static List<Given> during(HistoryQuery history, List<Given> before) {
        List<Given> given = new ArrayList<>();
        for (int session = 1; session <= 3; session++) {
            SessionKey key = new SessionKey("acme", "s-" + session);
            for (long offset = 0; offset < 40; offset += 3) {
                long at = offset + before.size();
                QueryResult<PastRow> answer = history.asOf(key, PastWish.at(at, null, java.time.Duration.ofSeconds(1)));
                if (answer instanceof QueryResult.Found<PastRow>) {
                    given.add(new Given(key, at, answer));
                }
            }
        }
        return given;
    }
}
