package io.sessionfold.engine.app;

import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.MemoryTable;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Changelogs;
import io.sessionfold.engine.verify.Meter;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.engine.verify.Scope;
import io.sessionfold.engine.verify.ServedRow;
import io.sessionfold.engine.verify.Subject;
import io.sessionfold.engine.verify.Verification;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** Verifies the engine that some settings describe, on its Kafka, whether it runs or not. It writes nothing anywhere. */
public final class EngineVerification {

    /** The parts of one transaction show on their partitions within milliseconds, and a busy broker may take longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Settings settings;

    public EngineVerification(Settings settings) {
        this.settings = settings;
    }

    /**
     * What is asked for.
     *
     * @param isPublishedOnly whether to leave the live states out, of an engine that rests
     * @param served the rows that an engine serves; none to leave them out
     */
    public record Question(Scope scope, boolean isPublishedOnly, Collection<ServedRow> served) {

        /** Everything that is on Kafka. */
        public static final Question EVERYTHING = new Question(new Scope.Everything(), false, List.of());
    }

    /**
     * Verifies.
     *
     * @param meterOf makes what is told how far it is, of the number of records that there are
     */
    public Report run(Question question, LongFunction<Meter> meterOf) {
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
            return new Verification(subject, threads, meterOf.apply(Verification.records(logs))).run();
        }
    }
}
