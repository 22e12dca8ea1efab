package io.sessionfold.tests.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.CheckpointRecord;
import io.sessionfold.engine.checkpoint.CheckpointChoice;
import io.sessionfold.engine.checkpoint.CheckpointOrigin;
import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.checkpoint.CheckpointWriter;
import io.sessionfold.engine.checkpoint.OutputCursor;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.MemoryTable;
import io.sessionfold.engine.replay.MemoryTables;
import io.sessionfold.engine.replay.ReplayTables;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Changelogs;
import io.sessionfold.engine.verify.Cleanup;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.engine.verify.ServedList;
import io.sessionfold.engine.verify.Subject;
import io.sessionfold.engine.verify.Verification;
import io.sessionfold.tests.driver.TopologyHarness;
import io.sessionfold.tests.replay.MemoryLogs;
import io.sessionfold.wire.RecordWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint that a verification of a recorded engine left, and that may be forged before it is written.
 *
 * @param place where it is
 * @param states what it came to
 */
record TakenCheckpoint(CheckpointPlace place, MemoryTable states) {

    static final CheckpointChoice NEEDED = new CheckpointChoice.Needed();

    /** Verifies an engine as it is now, and takes what that leaves. */
    static TakenCheckpoint of(RecordedEngine engine) {
        MemoryLogs logs = engine.logs();
        return of(logs, engine.harness(), NEEDED);
    }

    /** The same of a log that is begun from another checkpoint. */
    static TakenCheckpoint of(MemoryLogs logs, TopologyHarness harness, CheckpointChoice from) {
        MemoryTables kept = new MemoryTables();
        Verification verification =
                verification(FoldVersions.KNOWN, logs, harness, from, Scope.ALL, ServedList.NONE, kept);
        assertThat(verification.run().findings()).isEmpty();
        assertThat(verification.places()).hasSize(1);
        return new TakenCheckpoint(verification.places().get(0), (MemoryTable) kept.table(0));
    }

    /** Verifies a log, from a checkpoint if that is chosen. */
    static Report verified(Logs logs, TopologyHarness harness, CheckpointChoice from) {
        return verified(logs, harness, from, Scope.ALL, ServedList.NONE);
    }

    /** The same of some sessions, with rows that are served. */
    static Report verified(Logs logs, TopologyHarness harness, CheckpointChoice from, Scope scope, ServedList served) {
        return verification(FoldVersions.KNOWN, logs, harness, from, scope, served, null)
                .run();
    }

    /** The same by an engine that knows more versions. */
    static Report verified(Logs logs, TopologyHarness harness, FoldVersions folds) {
        return verification(folds, logs, harness, NEEDED, Scope.ALL, ServedList.NONE, null)
                .run();
    }

    private static Verification verification(
            FoldVersions folds,
            Logs logs,
            TopologyHarness harness,
            CheckpointChoice from,
            Scope scope,
            ServedList served,
            @Nullable ReplayTables kept) {
        Subject subject = new Subject(
                folds,
                logs,
                harness.schemas(),
                1,
                new Changelogs(RecordedEngine.APPLICATION_ID),
                scope,
                Cleanup.NONE,
                MemoryTable::new,
                Duration.ZERO,
                served,
                from,
                kept);
        return new Verification(subject, 1, records -> {});
    }

    /** Writes it into the topic of the checkpoints. */
    void write(String id, MemoryLogs logs, TopologyHarness harness) {
        write(id, logs, harness, logs.identity(Topics.EVENTS));
    }

    /** Writes it as one of another log. */
    void write(String id, MemoryLogs logs, TopologyHarness harness, String log) {
        try (MockProducer<byte[], byte[]> producer = new MockProducer<>(
                true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer())) {
            CheckpointOrigin origin = new CheckpointOrigin(id, log, 1, CheckpointWriter.stateForm(), 0, null, "0.1.0");
            new CheckpointWriter(
                            producer,
                            Topics.CHECKPOINTS,
                            new RecordWriter<>(CheckpointRecord.class, Topics.CHECKPOINTS, harness.registry(), true))
                    .write(origin, place, states);
            for (ProducerRecord<byte[], byte[]> record : producer.history()) {
                logs.append(Topics.CHECKPOINTS, 0, 0, record.key(), record.value());
            }
        }
    }

    /** With another place. */
    TakenCheckpoint at(UnaryOperator<CheckpointPlace> change) {
        return new TakenCheckpoint(change.apply(place), states);
    }

    /** Retention removes everything of the log and of the session fold's outputs that lies before it. */
    void removeBefore(MemoryLogs logs) {
        logs.removeBefore(new TopicPartition(Topics.EVENTS, 0), place.next());
        for (OutputCursor cursor : place.cursors()) {
            boolean isOfOthersToo = cursor.topic().equals(Topics.EVENTS)
                    || cursor.topic().equals(Topics.WORKER_EVENTS)
                    || cursor.topic().equals(Topics.REJECTED_EVENTS)
                    || cursor.topic().equals(Topics.SESSION_COMMANDS);
            if (!isOfOthersToo) {
                logs.removeBefore(new TopicPartition(cursor.topic(), 0), cursor.nextOffset());
            }
        }
    }

    /** The log of an engine as it is now, and this checkpoint as c-1, without what lies before it. */
    MemoryLogs alone(RecordedEngine engine) {
        MemoryLogs logs = engine.logs();
        write("c-1", logs, engine.harness());
        removeBefore(logs);
        return logs;
    }

    /** The offsets of the records of a topic that belong to what is behind it. */
    List<Long> behind(MemoryLogs logs, String topic) {
        long from = place.cursor(topic, Topics.EVENTS).orElseThrow();
        List<Long> offsets = new ArrayList<>();
        logs.list(new TopicPartition(topic, 0)).stream()
                .filter(record -> record.offset() >= from)
                .filter(record -> record.key() != null && new String(record.key(), UTF_8).startsWith("acme/s-"))
                .forEach(record -> offsets.add(record.offset()));
        return offsets;
    }
}
