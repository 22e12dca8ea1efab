package io.sessionfold.tests.verify;

import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.WorkerWords.workerStarted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.tests.replay.MemoryLogs;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifications of an engine that goes on folding, and whose transactions show on one partition before another. */
final class GrowingLogTest {

    /** A changelog is asked for its beginning, then for its end; after that what was committed meanwhile shows. */
    private static final int LOOKS_AT_FIRST = 2;

    @ParameterizedTest
    @ValueSource(strings = {StoreNames.SESSIONS, StoreNames.RETRY_GUARDS})
    @DisplayName(
            "INV-44: a live state that shows late, with others that are ahead of the log's first end, is judged where it stands")
    void aLiveStateThatShowsLateIsJudgedWhereItStands(String store) {
        try (RecordedEngine engine = new RecordedEngine()) {
            engine.write(workerStarted("d-1", "w-1", 1));
            engine.write("s-1", session("s-1"));
            engine.write("s-2", session("s-2"));
            engine.write("s-1", runAccepted("r-1"));
            engine.write("s-2", runAccepted("r-2"));
            Map<String, Long> ends = ends(engine);
            hideTheLast(ends, store);
            engine.write("s-1", runStarted("r-1"));
            engine.write("s-1", runAccepted("r-3"));
            engine.write("s-3", session("s-3"));
            engine.write("s-2", runStarted("r-2"));

            GrowingLogs logs = new GrowingLogs(engine.logs(), ends, RecordedEngine.changelog(store), LOOKS_AT_FIRST);
            Report report = Verified.everything(logs, engine.schemas());
            assertThat(logs.haveGrown())
                    .as("the verification looked for what was not there")
                    .isTrue();
            assertThat(report.findings()).isEmpty();
            assertThat(report.compared().behind())
                    .as("it folded what it saw states of")
                    .isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {StoreNames.SESSIONS, StoreNames.RETRY_GUARDS})
    @DisplayName("INV-44: a live state that is gone late is not taken for one too many")
    void aLiveStateThatIsGoneLateIsNoneTooMany(String store) {
        try (RecordedEngine engine = new RecordedEngine()) {
            engine.write("s-1", session("s-1"));
            engine.write("s-1", runAccepted("r-1"));
            MemoryLogs logs = engine.logs();
            String changelog = RecordedEngine.changelog(store);
            Map<String, Long> ends = ends(engine);
            logs.append(
                    changelog,
                    0,
                    0,
                    "acme/s-9".getBytes(UTF_8),
                    logs.list(new TopicPartition(changelog, 0)).get(0).value());
            ends.merge(changelog, 1L, Long::sum);
            logs.append(changelog, 0, 0, "acme/s-9".getBytes(UTF_8), null);

            GrowingLogs growing = new GrowingLogs(logs, ends, changelog, LOOKS_AT_FIRST);
            assertThat(Verified.everything(growing, engine.schemas()).findings())
                    .isEmpty();
            assertThat(growing.haveGrown()).isTrue();
        }
    }

    @Test
    @DisplayName("INV-44: counts that show after the rows of the same transaction are not missed")
    void countsThatShowLateAreNotMissed() {
        try (RecordedEngine engine = new RecordedEngine()) {
            engine.write("s-1", session("s-1"));
            String counts = RecordedEngine.changelog(StoreNames.PROGRESS);
            GrowingLogs growing = new GrowingLogs(engine.logs(), Map.of(counts, 0L), counts, 1);
            assertThat(Verified.everything(growing, engine.schemas()).findings())
                    .isEmpty();
            assertThat(growing.haveGrown()).isTrue();
        }
    }

    private static void hideTheLast(Map<String, Long> ends, String store) {
        ends.merge(RecordedEngine.changelog(store), -1L, Long::sum);
    }

    private static Map<String, Long> ends(RecordedEngine engine) {
        Map<String, Long> ends = new HashMap<>();
        Stream<String> changelogs = Stream.of(
                        StoreNames.SESSIONS,
                        StoreNames.RETRY_GUARDS,
                        StoreNames.PARKED_EVENTS,
                        StoreNames.PROGRESS,
                        StoreNames.DEPLOYMENTS,
                        StoreNames.WORKER_PROGRESS)
                .map(RecordedEngine::changelog);
        Stream.concat(Topics.PARTITIONED.stream(), changelogs)
                .forEach(topic -> ends.put(topic, engine.span(topic).to()));
        return ends;
    }
}
