package io.sessionfold.engine.app;

import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.MemoryTable;
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
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Verifies the engine that some settings describe, on its Kafka, whether it runs or not. It writes nothing anywhere. */
public final class EngineVerification {

    /** The parts of one transaction show on their partitions within milliseconds, and a busy broker may take longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

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
     */
    public record Question(Scope scope, boolean isPublishedOnly, ServedList served) {

        /** Everything that is on Kafka. */
        public static final Question EVERYTHING = new Question(Scope.ALL, false, ServedList.NONE);
    }

    /**
     * Verifies.
     *
     * @throws io.sessionfold.engine.log.LogException if a topic is missing, or Kafka does not answer
     */
    public Report run(Question question) {
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
                    question.served());
            int threads = Runtime.getRuntime().availableProcessors();
            records.set(Verification.records(logs));
            return new Verification(subject, threads, folded::addAndGet).run();
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
