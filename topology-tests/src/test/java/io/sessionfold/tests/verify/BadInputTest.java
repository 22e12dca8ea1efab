package io.sessionfold.tests.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.log.LogException;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Changelogs;
import io.sessionfold.engine.verify.Cleanup;
import io.sessionfold.engine.verify.Finding;
import io.sessionfold.engine.verify.Kind;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.tests.replay.MemoryLogs;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Logs of which something is missing, parts of a log, and what Kafka removes by itself. */
final class BadInputTest {

    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);
    private static final TopicPartition ROWS = new TopicPartition(Topics.SESSIONS_CHANGED, 0);
    private static final Changelogs STATES = new Changelogs(RecordedEngine.APPLICATION_ID);

    private static final RecordedEngine ENGINE = new RecordedEngine();

    private final MemoryLogs logs = ENGINE.logs();

    @BeforeAll
    static void play() {
        HonestTraffic.play(ENGINE);
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void aMissingTopicIsNamed() {
        MemoryLogs some = new MemoryLogs();
        some.topic(Topics.EVENTS, 1);

        assertThatThrownBy(() -> Verified.of(some, ENGINE.schemas(), Scope.ALL, Cleanup.NONE, null))
                .isInstanceOf(LogException.class)
                .hasMessageContaining(Topics.WORKER_EVENTS);
    }

    @Test
    void anEngineOfAnotherApplicationIdIsSaidWithTheTopicThatWasExpected() {
        assertThatThrownBy(
                        () -> Verified.of(logs, ENGINE.schemas(), Scope.ALL, Cleanup.NONE, new Changelogs("another")))
                .isInstanceOf(LogException.class)
                .hasMessageContainingAll("another-progress-changelog", "application.id");
    }

    @Test
    void aLogWithoutItsBeginningSaysWhatCannotBeProven() {
        logs.removeBefore(EVENTS, 10);

        Report report = Verified.everything(logs, ENGINE.schemas());
        Finding first = report.first().orElseThrow();
        assertThat(first.kind()).isEqualTo(Kind.LOG_TRUNCATED);
        assertThat(first.actual()).contains("its first record is at 10", "can be proven");
        assertThat(report.counts()).as("of the rest nothing is said").doesNotContainKey(Kind.INVARIANT_BROKEN);
    }

    @Test
    @DisplayName("INV-48: a registry that lost the schema of the events is said to have lost it")
    void aRegistryThatLostASchemaIsSaid() {
        WriterSchemas nothing = new WriterSchemas(Registry.mock("empty"), InstantSource.system());
        MemoryLogs withoutLetters = logs;
        withoutLetters.list(new TopicPartition(Topics.DEAD_LETTERS, 0)).clear();

        Report report = Verified.everything(withoutLetters, nothing);
        Finding lost = report.findings().stream()
                .filter(finding -> finding.where().equals(Topics.EVENTS))
                .findFirst()
                .orElseThrow();
        assertThat(lost.kind()).isEqualTo(Kind.SCHEMA_LOST);
        assertThat(lost.event()).isNotNull().extracting(at -> at.offset()).isEqualTo(0L);
        assertThat(lost.session()).isEqualTo("acme/s-1");
    }

    @Test
    void thePublishedTopicsAloneHoldOfAnEngineThatRests() {
        assertThat(Verified.of(logs, ENGINE.schemas(), Scope.ALL, Cleanup.NONE, null)
                        .findings())
                .isEmpty();

        logs.list(ROWS).remove(logs.list(ROWS).size() - 1);
        assertThat(Verified.of(logs, ENGINE.schemas(), Scope.ALL, Cleanup.NONE, null)
                        .counts())
                .containsOnlyKeys(Kind.RECORD_MISSING);
    }

    @Test
    void oneTenantAndOneSessionHoldByThemselves() {
        for (Scope scope : List.of(
                Scope.tenant("acme"),
                Scope.tenant("nobody"),
                Scope.session(new SessionKey("acme", "s-1")),
                Scope.session(new SessionKey("acme", "s-2")),
                Scope.session(new SessionKey("acme", "s-5")))) {
            assertThat(Verified.of(logs, ENGINE.schemas(), scope, Cleanup.NONE, STATES)
                            .findings())
                    .as(scope.toString())
                    .isEmpty();
        }
    }

    @Test
    void whatIsWrongWithAnotherSessionIsNotLookedAt() {
        ConsumerRecord<byte[], byte[]> row = logs.list(ROWS).get(0);
        logs.tamper(Topics.SESSIONS_CHANGED, 0, row.offset(), record -> List.of());

        Scope other = Scope.session(new SessionKey("acme", "s-2"));
        Scope itself = Scope.session(new SessionKey("acme", "s-1"));
        assertThat(Verified.of(logs, ENGINE.schemas(), other, Cleanup.NONE, STATES)
                        .holds())
                .isTrue();
        assertThat(Verified.of(logs, ENGINE.schemas(), itself, Cleanup.NONE, STATES)
                        .counts())
                .containsKey(Kind.RECORD_MISSING);
    }

    @Test
    void rowsThatCompactionRemovedAreCountedAndNotMissed() {
        List<ConsumerRecord<byte[], byte[]>> all = List.copyOf(logs.list(ROWS));
        logs.list(ROWS)
                .removeIf(row -> all.stream()
                        .anyMatch(later -> later.offset() > row.offset() && Arrays.equals(later.key(), row.key())));
        int left = logs.list(ROWS).size();
        Cleanup week = new Cleanup(Map.of(Topics.SESSIONS_CHANGED, Long.MAX_VALUE));

        Report report = Verified.of(logs, ENGINE.schemas(), Scope.ALL, week, STATES);
        assertThat(report.findings()).isEmpty();
        assertThat(report.compared().same()).containsEntry(Topics.SESSIONS_CHANGED, (long) left);
        assertThat(report.compared().unprovable()).containsEntry(Topics.SESSIONS_CHANGED, (long) all.size() - left);

        assertThat(Verified.of(logs, ENGINE.schemas(), Scope.ALL, Cleanup.NONE, STATES)
                        .holds())
                .as("the same rows, younger than any compaction")
                .isFalse();
    }

    @Test
    void aLastRowIsNeverCompactedAway() {
        ConsumerRecord<byte[], byte[]> last =
                logs.list(ROWS).get(logs.list(ROWS).size() - 1);
        logs.list(ROWS).remove(last);
        Cleanup week = new Cleanup(Map.of(Topics.SESSIONS_CHANGED, Long.MAX_VALUE));

        assertThat(Verified.of(logs, ENGINE.schemas(), Scope.ALL, week, STATES).counts())
                .containsOnlyKeys(Kind.RECORD_MISSING);
    }
}
