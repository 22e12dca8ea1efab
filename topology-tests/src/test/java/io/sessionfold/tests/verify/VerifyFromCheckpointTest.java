package io.sessionfold.tests.verify;

import static io.sessionfold.tests.dsl.SessionWords.sessionDeleted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.contract.Position;
import io.sessionfold.contract.QuarantineReleased;
import io.sessionfold.engine.checkpoint.CheckpointChoice;
import io.sessionfold.engine.checkpoint.CheckpointException;
import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Kind;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.engine.verify.Resting.BegunPartition;
import io.sessionfold.engine.verify.ServedList;
import io.sessionfold.engine.verify.ServedRow;
import io.sessionfold.json.RecordJson;
import io.sessionfold.tests.driver.PoisonedFold;
import io.sessionfold.tests.dsl.Words;
import io.sessionfold.tests.replay.MemoryLogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A log without its beginning is verified from a checkpoint on. */
final class VerifyFromCheckpointTest {

    private static final CheckpointChoice LATEST = new CheckpointChoice.Latest();

    private final RecordedEngine engine = new RecordedEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    @DisplayName(
            "INV-44: whatever the engine had just been told when a checkpoint was taken, everything behind follows from it")
    void everythingFollowsFromACheckpointWhereverItWasTaken() {
        List<TakenCheckpoint> taken = new ArrayList<>();
        engine.afterEach(() -> taken.add(TakenCheckpoint.of(engine)));
        HonestTraffic.play(engine);
        assertThat(taken).hasSizeGreaterThan(50);

        for (TakenCheckpoint one : taken) {
            MemoryLogs logs = from(one);
            Report report = verified(logs);

            assertThat(report.findings()).as("from %s", one.place()).isEmpty();
            assertThat(report.resting().begun())
                    .containsExactly(new BegunPartition(0, "c-1", one.place().next()));
        }
    }

    @Test
    void theReportSaysFromWhereAndWhatIsNoLongerProven() {
        HonestTraffic.play(engine);
        TakenCheckpoint taken = TakenCheckpoint.of(engine);
        HonestTraffic.turn(engine, "s-1", "r-9");
        MemoryLogs logs = from(taken);

        Report report = TakenCheckpoint.verified(logs, engine.harness(), TakenCheckpoint.NEEDED);

        assertThat(report.findings()).isEmpty();
        assertThat(report.resting().sentences())
                .singleElement()
                .asString()
                .contains("is folded from " + taken.place().next() + " on", "taken from the checkpoint c-1");
        assertThat(report.resting().records())
                .as("registrations, failures of runs and dead letters of what lies before")
                .containsOnlyKeys(Topics.WORKER_EVENTS, Topics.EVENTS, Topics.DEAD_LETTERS);
    }

    @Test
    void aLogThatHasItsBeginningIsVerifiedFromThereAndItsCheckpointsAreCompared() {
        HonestTraffic.play(engine);
        TakenCheckpoint taken = TakenCheckpoint.of(engine);
        HonestTraffic.turn(engine, "s-1", "r-9");
        MemoryLogs logs = engine.logs();
        taken.write("c-1", logs, engine.harness());

        Report report = TakenCheckpoint.verified(logs, engine.harness(), TakenCheckpoint.NEEDED);

        assertThat(report.findings()).isEmpty();
        assertThat(report.resting().begun()).isEmpty();
        assertThat(report.compared().same().get("states of checkpoints")).isPositive();
    }

    @Test
    @DisplayName("INV-44: a record that is dropped, doubled or swapped behind a checkpoint is found from it")
    void whatIsTamperedWithBehindACheckpointIsFound() {
        HonestTraffic.play(engine);
        TakenCheckpoint taken = TakenCheckpoint.of(engine);
        HonestTraffic.turn(engine, "s-1", "r-9");
        engine.write("s-2", runAccepted("r-10").owing("m-10"));
        engine.write("s-2", sessionDeleted());
        MemoryLogs honest = from(taken);
        Map<String, List<Long>> behind = Map.of(
                Topics.SESSIONS_CHANGED,
                taken.behind(honest, Topics.SESSIONS_CHANGED),
                Topics.RUN_OUTCOMES,
                taken.behind(honest, Topics.RUN_OUTCOMES),
                Topics.REJECTED_EVENTS,
                taken.behind(honest, Topics.REJECTED_EVENTS),
                Topics.SESSION_COMMANDS,
                taken.behind(honest, Topics.SESSION_COMMANDS));

        behind.forEach((topic, offsets) -> {
            assertThat(offsets).as(topic).isNotEmpty();
            for (long offset : offsets) {
                MemoryLogs without = honest.copy();
                without.tamper(topic, 0, offset, record -> List.of());
                assertThat(verified(without).counts())
                        .as("%s without %d", topic, offset)
                        .containsKey(Kind.RECORD_MISSING);
                MemoryLogs twice = honest.copy();
                twice.tamper(topic, 0, offset, record -> List.of(record, record));
                assertThat(verified(twice).counts())
                        .as("%s with %d twice", topic, offset)
                        .containsKey(Kind.RECORD_DOUBLED);
            }
        });
    }

    @Test
    void oneTenantAndOneSessionHoldFromACheckpointByThemselves() {
        HonestTraffic.play(engine);
        TakenCheckpoint taken = TakenCheckpoint.of(engine);
        HonestTraffic.turn(engine, "s-1", "r-9");
        MemoryLogs logs = from(taken);

        for (Scope scope : List.of(
                Scope.tenant("acme"),
                Scope.tenant("nobody"),
                Scope.session(new SessionKey("acme", "s-1")),
                Scope.session(new SessionKey("acme", "s-4")),
                Scope.session(new SessionKey("acme", "s-5")))) {
            assertThat(TakenCheckpoint.verified(logs, engine.harness(), LATEST, scope, ServedList.NONE)
                            .findings())
                    .as(scope.toString())
                    .isEmpty();
        }
    }

    @Test
    void aServedRowThatStandsBeforeACheckpointIsHeldAgainstItsState() {
        HonestTraffic.play(engine);
        TakenCheckpoint taken = TakenCheckpoint.of(engine);
        MemoryLogs logs = from(taken);
        Session session = Objects.requireNonNull(
                taken.states().find(new SessionKey("acme", "s-4")).session());
        ObjectNode json = (ObjectNode) RecordJson.parse(
                RecordJson.toJson(RowCodec.write(PublicRow.of(session).orElseThrow()))
                        .toString());
        ServedRow honest = new ServedRow("acme/s-4", session.progress().position(), json);
        ServedRow forged =
                new ServedRow("acme/s-4", honest.position(), json.deepCopy().put("ownerUserId", "mallory"));

        Report held = TakenCheckpoint.verified(logs, engine.harness(), LATEST, Scope.ALL, list(honest));
        Report found = TakenCheckpoint.verified(logs, engine.harness(), LATEST, Scope.ALL, list(forged));

        assertThat(held.findings()).isEmpty();
        assertThat(held.compared().same()).containsEntry("served rows", 1L);
        assertThat(found.counts()).containsOnlyKeys(Kind.ROW_DIFFERS);
        assertThat(found.findings().get(0).session()).isEqualTo("acme/s-4");
    }

    @Test
    void whatCrossesBehindACheckpointIsMissed() {
        HonestTraffic.play(engine);
        TakenCheckpoint taken = TakenCheckpoint.of(engine);
        engine.write("s-3", runAccepted("r-10").onDeployment("d-1"));
        engine.writeBytes("acme/s-3".getBytes(UTF_8), "{}".getBytes(UTF_8));
        MemoryLogs honest = from(taken);

        for (String topic : List.of(Topics.WORKER_EVENTS, Topics.DEAD_LETTERS)) {
            MemoryLogs without = honest.copy();
            List<?> records = without.list(new TopicPartition(topic, 0));
            records.remove(records.size() - 1);
            assertThat(verified(without).counts()).as(topic).containsKey(Kind.RECORD_MISSING);
        }
    }

    @Test
    void whatNothingLedToBehindACheckpointIsFound() {
        HonestTraffic.play(engine);
        TakenCheckpoint taken = TakenCheckpoint.of(engine);
        HonestTraffic.turn(engine, "s-1", "r-9");
        MemoryLogs honest = from(taken);
        engine.write("s-3", runAccepted("r-10").onDeployment("d-1"));
        engine.writeBytes("acme/s-3".getBytes(UTF_8), "{}".getBytes(UTF_8));
        MemoryLogs later = engine.logs();

        for (String topic : List.of(Topics.WORKER_EVENTS, Topics.DEAD_LETTERS)) {
            List<ConsumerRecord<byte[], byte[]>> records = later.list(new TopicPartition(topic, 0));
            MemoryLogs forged = honest.copy();
            forged.add(records.get(records.size() - 1));
            assertThat(verified(forged).counts()).as(topic).containsKey(Kind.RECORD_UNEXPECTED);
        }
    }

    @Test
    void aForgedCheckpointThatIsBegunFromDoesNotFitTheCounts() {
        HonestTraffic.play(engine);
        TakenCheckpoint taken = TakenCheckpoint.of(engine);
        MemoryLogs logs = engine.logs();
        taken.place().counts().add(Count.APPLIED, 1);
        taken.write("c-1", logs, engine.harness());

        assertThat(verified(logs).counts()).containsOnlyKeys(Kind.COUNTS_DIFFER);
    }

    @Test
    void withoutACheckpointThatFitsTheLogIsTruncatedAndTheReportSaysWhy() {
        HonestTraffic.play(engine);
        MemoryLogs logs = engine.logs();
        logs.removeBefore(new TopicPartition(Topics.EVENTS, 0), 3);

        Report report = TakenCheckpoint.verified(logs, engine.harness(), TakenCheckpoint.NEEDED);

        assertThat(report.first().orElseThrow().kind()).isEqualTo(Kind.LOG_TRUNCATED);
        assertThat(report.resting().sentences())
                .singleElement()
                .asString()
                .contains("Expected a checkpoint of sessionfold.events-0", "there is none");
    }

    @Test
    void oneThatIsHalfWrittenIsNotBegunFrom() {
        HonestTraffic.play(engine);
        MemoryLogs logs = engine.logs();
        TakenCheckpoint.of(engine).write("c-1", logs, engine.harness());
        List<?> records = logs.list(new TopicPartition(Topics.CHECKPOINTS, 0));
        records.remove(records.size() - 1);

        assertThatThrownBy(() -> TakenCheckpoint.verified(logs, engine.harness(), new CheckpointChoice.Named("c-1")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("it is half-written");
    }

    @Test
    void oneThatDoesNotSayWhereTheOutputsWereIsNotBegunFrom() {
        HonestTraffic.play(engine);
        MemoryLogs logs = engine.logs();
        TakenCheckpoint.of(engine)
                .at(place -> new CheckpointPlace(
                        place.partition(), place.next(), place.foldVersion(), place.counts(), List.of()))
                .write("c-1", logs, engine.harness());

        assertThatThrownBy(() -> verified(logs))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("it can be replayed from, and not verified from");
    }

    @Test
    @DisplayName("INV-47: what a checkpoint has of a quarantine is gone on with, and so is its release")
    void aQuarantineInACheckpointIsGoneOnWith() {
        try (RecordedEngine poisoned = new RecordedEngine(PoisonedFold.versions())) {
            poisoned.write("s-1", session("s-1"));
            poisoned.write("s-1", runAccepted("r-1"));
            List<TakenCheckpoint> taken = new ArrayList<>();
            poisoned.afterEach(() -> taken.add(TakenCheckpoint.of(poisoned)));
            poisoned.write("s-1", "poison-1-a", runStarted("r-1"));
            poisoned.write("s-1", runEnded("r-1").yielding());
            poisoned.write("s-2", session("s-2"));
            Position all = new Position(Topics.EVENTS, 0, Long.MAX_VALUE);
            poisoned.write("s-1", Words.event("quarantineReleased()", new QuarantineReleased(all, List.of())));
            poisoned.write("s-1", runEnded("r-1"));

            for (TakenCheckpoint one : taken) {
                assertThat(TakenCheckpoint.verified(one.alone(poisoned), poisoned.harness(), LATEST)
                                .findings())
                        .as("from %s", one.place())
                        .isEmpty();
            }
            TakenCheckpoint parked = taken.get(1);
            MemoryLogs tampered = parked.alone(poisoned);
            long row = parked.behind(tampered, Topics.SESSIONS_CHANGED).get(1);
            tampered.tamper(Topics.SESSIONS_CHANGED, 0, row, record -> List.of());
            assertThat(TakenCheckpoint.verified(tampered, poisoned.harness(), LATEST)
                            .counts())
                    .containsKey(Kind.RECORD_MISSING);
        }
    }

    @Test
    void aCheckpointOfAVerificationFromACheckpointIsTheOneOfTheWholeLog() {
        HonestTraffic.play(engine);
        TakenCheckpoint first = TakenCheckpoint.of(engine);
        HonestTraffic.turn(engine, "s-1", "r-9");
        TakenCheckpoint second = TakenCheckpoint.of(engine);
        MemoryLogs logs = from(first);

        TakenCheckpoint again = TakenCheckpoint.of(logs, engine.harness(), new CheckpointChoice.Named("c-1"));

        assertThat(again.place().next()).isEqualTo(second.place().next());
        assertThat(again.place().cursors()).isEqualTo(second.place().cursors());
        assertThat(again.place().counts().toBytes())
                .isEqualTo(second.place().counts().toBytes());
        List<Object> states = new ArrayList<>();
        second.states().forEach((key, state) -> states.add(List.of(key, state)));
        List<Object> others = new ArrayList<>();
        again.states().forEach((key, state) -> others.add(List.of(key, state)));
        assertThat(others).isEqualTo(states).isNotEmpty();
    }

    /** The log as it is now, without what lies before a checkpoint. */
    private MemoryLogs from(TakenCheckpoint checkpoint) {
        return checkpoint.alone(engine);
    }

    private Report verified(MemoryLogs logs) {
        return TakenCheckpoint.verified(logs, engine.harness(), LATEST);
    }

    /** What an engine serves that does not say how far its list reaches. */
    private static ServedList list(ServedRow row) {
        return new ServedList("acme", List.of(row), new TreeMap<>());
    }
}
