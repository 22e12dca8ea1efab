package io.sessionfold.tests.verify;

import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.checkpoint.CheckpointChoice;
import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.replay.FoldState;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.engine.store.ParkedValue;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Finding;
import io.sessionfold.engine.verify.Kind;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.tests.driver.PoisonedFold;
import io.sessionfold.tests.replay.MemoryLogs;
import io.sessionfold.tests.versions.ImpatientFold;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Checkpoints that say something else than the log, with hashes that are right. */
final class ForgedCheckpointTest {

    private static final SessionKey ONE = new SessionKey("acme", "s-1");
    private static final SessionKey OTHER = new SessionKey("acme", "s-2");

    private final RecordedEngine engine = new RecordedEngine();
    private TakenCheckpoint taken;

    @BeforeEach
    void take() {
        HonestTraffic.play(engine);
        taken = TakenCheckpoint.of(engine);
        HonestTraffic.turn(engine, "s-1", "r-9");
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    @DisplayName("INV-44: a forged state in a checkpoint is found, with its session and the position where that stands")
    void aForgedStateIsFound() {
        Session honest = Objects.requireNonNull(taken.states().find(ONE).session());
        Session other = Objects.requireNonNull(taken.states().find(OTHER).session());
        Session forged = new Session(
                honest.key(),
                other.identity(),
                honest.lifecycle(),
                honest.runs(),
                honest.lastRun(),
                honest.abortMarks(),
                honest.activity(),
                honest.fences(),
                honest.timers(),
                honest.held(),
                honest.quarantine(),
                honest.deletedSessionId(),
                honest.stateVersion(),
                honest.lastChange(),
                honest.progress());
        taken.states().put(ONE, new FoldState(forged, taken.states().find(ONE).guards()));

        Finding found = only(verified(taken));

        assertThat(found.session()).isEqualTo("acme/s-1");
        assertThat(found.event()).isEqualTo(honest.progress().position());
        assertThat(found.expected())
                .startsWith("the checkpoint c-1 of everything before sessionfold.events-0@%d to have the session with"
                        .formatted(taken.place().next()));
        assertThat(found.where()).isEqualTo(Topics.CHECKPOINTS);
    }

    @Test
    void aStateThatWasLeftOutIsFound() {
        taken.states().put(ONE, FoldState.NONE);

        Finding found = only(verified(taken));

        assertThat(found.session()).isEqualTo("acme/s-1");
        assertThat(found.actual()).isEqualTo("it has nothing of it");
    }

    @Test
    void anInventedStateIsFound() {
        SessionKey invented = new SessionKey("acme", "s-99");
        Session honest = Objects.requireNonNull(taken.states().find(ONE).session());
        taken.states().put(invented, new FoldState(honest, RetryGuards.NONE));

        Finding found = only(verified(taken));

        assertThat(found.session()).isEqualTo("acme/s-99");
        assertThat(found.expected()).endsWith("to have nothing of the session");
    }

    @Test
    void forgedGuardsAreFound() {
        engine.write("s-1", runAccepted("r-10").withKey("key-10"));
        taken = TakenCheckpoint.of(engine);
        FoldState honest = taken.states().find(ONE);
        taken.states().put(ONE, new FoldState(honest.session(), RetryGuards.NONE));

        Finding found = only(verified(taken));

        assertThat(found.session()).isEqualTo("acme/s-1");
        assertThat(found.actual()).isEqualTo("it has none");
    }

    @Test
    void forgedCountsAreFound() {
        taken.place().counts().add(Count.APPLIED, 1);

        assertThat(only(verified(taken)).expected()).contains("to count applied");
    }

    @Test
    void aForgedOneThatIsBegunFromDoesNotAgreeWithTheHonestOneOfThatPosition() {
        MemoryLogs logs = engine.logs();
        taken.write("c-1", logs, engine.harness());
        taken.states().put(ONE, FoldState.NONE);
        taken.write("c-2", logs, engine.harness());

        Report report = TakenCheckpoint.verified(logs, engine.harness(), new CheckpointChoice.Named("c-2"));

        assertThat(report.counts()).containsKeys(Kind.CHECKPOINT_DIFFERS, Kind.STATE_DIFFERS);
    }

    @Test
    void whatIsParkedIsHeldAgainstTheLog() {
        try (RecordedEngine poisoned = new RecordedEngine(PoisonedFold.versions())) {
            poisoned.write("s-1", session("s-1"));
            poisoned.write("s-1", "poison-1-a", runAccepted("r-1"));
            TakenCheckpoint honest = TakenCheckpoint.of(poisoned);
            MemoryLogs logs = poisoned.logs();
            honest.states().park(ONE, new TreeMap<>(Map.of(1L, new ParkedValue(0, new byte[] {1}))));
            honest.write("c-1", logs, poisoned.harness());

            Finding found = only(TakenCheckpoint.verified(logs, poisoned.harness(), TakenCheckpoint.NEEDED));

            assertThat(found.session()).isEqualTo("acme/s-1");
            assertThat(found.expected()).endsWith("events parked at [1]");
            assertThat(found.actual()).isEqualTo("it has others parked there");
        }
    }

    @Test
    void aForgedFoldVersionIsFound() {
        MemoryLogs logs = engine.logs();
        taken.at(place -> new CheckpointPlace(place.partition(), place.next(), 2, place.counts(), place.cursors()))
                .write("c-1", logs, engine.harness());

        Finding found = only(TakenCheckpoint.verified(logs, engine.harness(), ImpatientFold.TWO));

        assertThat(found.expected()).endsWith("to be of fold version 1, which is in force there");
        assertThat(found.actual()).isEqualTo("it is of version 2");
    }

    @Test
    void aMovedPositionIsFound() {
        TakenCheckpoint forged = taken.at(
                place -> new CheckpointPlace(place.partition(), place.next() - 1, 1, place.counts(), place.cursors()));

        Report report = verified(forged);

        assertThat(report.counts()).containsOnlyKeys(Kind.CHECKPOINT_DIFFERS);
        assertThat(report.findings())
                .as("the counts, at least, are those of another place")
                .anySatisfy(found -> assertThat(found.expected()).contains("to count read"));
    }

    @Test
    void aHalfWrittenOneIsMentionedAndNoFinding() {
        MemoryLogs logs = engine.logs();
        taken.write("c-1", logs, engine.harness());
        List<ConsumerRecord<byte[], byte[]>> records = logs.list(new TopicPartition(Topics.CHECKPOINTS, 0));
        records.remove(records.size() - 1);

        mentioned(TakenCheckpoint.verified(logs, engine.harness(), TakenCheckpoint.NEEDED), "it is half-written");
    }

    @Test
    void oneOfAnotherLogIsMentionedAndNoFinding() {
        MemoryLogs logs = engine.logs();
        taken.write("c-1", logs, engine.harness(), "elsewhere/sessionfold.events");

        mentioned(
                TakenCheckpoint.verified(logs, engine.harness(), TakenCheckpoint.NEEDED),
                "it is one of elsewhere/sessionfold.events");
    }

    private static void mentioned(Report report, String why) {
        assertThat(report.findings()).isEmpty();
        assertThat(report.resting().sentences()).singleElement().asString().contains("passed over: ", why);
    }

    private Report verified(TakenCheckpoint checkpoint) {
        MemoryLogs logs = engine.logs();
        checkpoint.write("c-1", logs, engine.harness());
        return TakenCheckpoint.verified(logs, engine.harness(), TakenCheckpoint.NEEDED);
    }

    private static Finding only(Report report) {
        assertThat(report.counts()).containsOnlyKeys(Kind.CHECKPOINT_DIFFERS);
        assertThat(report.findings()).hasSize(1);
        return report.findings().get(0);
    }
}
