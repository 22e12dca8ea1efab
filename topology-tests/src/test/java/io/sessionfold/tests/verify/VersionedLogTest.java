package io.sessionfold.tests.verify;

import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Finding;
import io.sessionfold.engine.verify.Kind;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.tests.replay.MemoryLogs;
import io.sessionfold.tests.versions.ImpatientFold;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A log in which the meaning of events changed, verified by an engine that knows both meanings. */
final class VersionedLogTest {

    private static final int GRACE_MS = 15_000;
    private static final TopicPartition OUTCOMES = new TopicPartition(Topics.RUN_OUTCOMES, 0);

    private static final RecordedEngine ENGINE = new RecordedEngine(ImpatientFold.TWO);

    private static long begun;

    private final MemoryLogs logs = ENGINE.logs();

    @BeforeAll
    static void play() {
        ENGINE.write("s-21", session("s-21").withErrorGraceMs(GRACE_MS));
        ENGINE.write("s-21", runAccepted("r-1"));
        ENGINE.write("s-21", runStarted("r-1"));
        ENGINE.write("s-21", runAccepted("r-2"));
        ENGINE.write("s-21", runStarted("r-2"));
        ENGINE.write("s-21", runErrored("r-1", "RATE_LIMIT"));
        begun = ENGINE.beginVersion(2);
        ENGINE.write("s-21", runErrored("r-2", "RATE_LIMIT"));
        HonestTraffic.play(ENGINE);
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    @DisplayName("INV-44: what follows from each version in force holds")
    void whatFollowsFromTheVersionInForceHolds() {
        Report report = verified();
        assertThat(report.findings()).isEmpty();
        assertThat(report.compared().same()).containsKey(Topics.RUN_OUTCOMES);
    }

    @Test
    @DisplayName("INV-44: an output that was dropped or changed behind a change of meaning is found")
    void aTamperedOutputBehindAChangeIsFound() {
        ConsumerRecord<byte[], byte[]> outcome = logs.list(OUTCOMES).get(0);
        logs.tamper(Topics.RUN_OUTCOMES, 0, outcome.offset(), record -> List.of());
        Finding missing = verified().first().orElseThrow();
        assertThat(missing.kind()).isEqualTo(Kind.RECORD_MISSING);
        assertThat(missing.where()).isEqualTo(Topics.RUN_OUTCOMES);
        assertThat(Objects.requireNonNull(missing.event(), "event").offset()).isEqualTo(begun + 1);

        MemoryLogs others = ENGINE.logs();
        others.tamper(Topics.RUN_OUTCOMES, 0, outcome.offset(), record -> {
            byte[] value = record.value().clone();
            value[value.length - 1] ^= 1;
            return List.of(
                    MemoryLogs.record(record.topic(), 0, record.offset(), record.timestamp(), record.key(), value));
        });
        assertThat(Verified.with(ImpatientFold.TWO, others, ENGINE.schemas()).holds())
                .isFalse();
    }

    @Test
    @DisplayName("INV-44: a change of meaning that was taken out of the log is found by what followed from it")
    void aRemovedChangeIsFound() {
        logs.tamper(Topics.EVENTS, 0, begun, record -> List.of());
        Report report = verified();
        assertThat(report.counts()).containsKeys(Kind.RECORD_UNEXPECTED, Kind.COUNTS_DIFFER);
        assertThat(report.first().orElseThrow().session()).isEqualTo("acme/s-21");
    }

    @Test
    @DisplayName("INV-44: an engine that does not know a version that begins verifies nothing behind it, and says so")
    void anEngineThatDoesNotKnowAVersionSaysSo() {
        assertThatThrownBy(() -> Verified.everything(logs, ENGINE.schemas()))
                .hasMessageContaining("version 2 begins at sessionfold.events-0@" + begun);
    }

    private Report verified() {
        return Verified.with(ImpatientFold.TWO, logs, ENGINE.schemas());
    }
}
