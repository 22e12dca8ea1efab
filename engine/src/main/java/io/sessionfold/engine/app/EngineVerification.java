package io.sessionfold.engine.app;

import io.sessionfold.engine.checkpoint.CheckpointChoice;
import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.MemoryTable;
import io.sessionfold.engine.replay.ReplayTables;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Changelogs;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.engine.verify.ServedList;
import io.sessionfold.engine.verify.Subject;
import io.sessionfold.engine.verify.Verification;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Verifies the engine that some settings describe, on its Kafka, whether it runs or not. It writes nothing anywhere. */
public final class EngineVerification {

    /** The parts of one transaction show on their partitions within milliseconds, and a busy broker takes far longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Settings settings;
    private final AtomicLong folded = new AtomicLong();
    private final AtomicLong records = new AtomicLong();

    public EngineVerification(Settings settings) {
        this.settings = settings;
    }

    /**
     * What is asked for.
     *
     * @param isPublishedOnly whether to leave the live states out, of an engine that rests
     * @param served the rows that an engine serves
     * @param from from which checkpoint to begin
     */
    public record Question(Scope scope, boolean isPublishedOnly, ServedList served, CheckpointChoice from) {

        /** Everything that is on Kafka. */
        public static final Question EVERYTHING = everythingFrom(new CheckpointChoice.Needed());

        /** Everything that is on Kafka, from a checkpoint on. */
        public static Question everythingFrom(CheckpointChoice from) {
            return new Question(Scope.ALL, false, ServedList.NONE, from);
        }
    }

    /**
     * What a verification leaves behind.
     *
     * @param places of which part of the log the states are that were kept
     */
    record Left(Report report, List<CheckpointPlace> places) {}

    /**
     * Verifies.
     *
     * @throws io.sessionfold.engine.log.LogException if a topic is missing, or Kafka does not answer
     * @throws io.sessionfold.engine.checkpoint.CheckpointException if the checkpoint that is asked for cannot be begun from
     */
    public Report run(Question question) {
        return run(question, null).report();
    }

    /** Verifies, and keeps the states where the live fold stood. */
    Left run(Question question, @Nullable ReplayTables kept) {
        Map<String, Object> clients = settings.kafka().clientProperties();
        InstantSource clock = InstantSource.system();
        Registry registry = Registry.connect(
                settings.registry().urls(), settings.registry().passThrough().values(), clock);
        try (Logs logs = new KafkaLogs(clients)) {
            Subject subject = new Subject(
                    FoldVersions.KNOWN,
                    logs,
                    new WriterSchemas(registry, clock),
                    logs.partitions(Topics.EVENTS).size(),
                    question.isPublishedOnly()
                            ? null
                            : new Changelogs(settings.streams().applicationId()),
                    question.scope(),
                    TopicCleanup.of(clients, clock.millis()),
                    MemoryTable::new,
                    PATIENCE,
                    question.served(),
                    question.from(),
                    kept);
            int threads = Runtime.getRuntime().availableProcessors();
            records.set(Verification.records(logs));
            Verification verification = new Verification(subject, threads, folded::addAndGet);
            return new Left(verification.run(), verification.places());
        }
    }

    /** How many records were folded so far. */
    public long folded() {
        return folded.get();
    }

    /** How many records there were at the beginning; 0 before it. */
    public long records() {
        return records.get();
    }
}
