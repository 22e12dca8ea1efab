package io.sessionfold.engine.app;

import io.sessionfold.contract.CheckpointRecord;
import io.sessionfold.engine.app.EngineVerification.Left;
import io.sessionfold.engine.app.EngineVerification.Question;
import io.sessionfold.engine.checkpoint.Checkpoint;
import io.sessionfold.engine.checkpoint.CheckpointChoice;
import io.sessionfold.engine.checkpoint.CheckpointOrigin;
import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.checkpoint.CheckpointProducers;
import io.sessionfold.engine.checkpoint.CheckpointWriter;
import io.sessionfold.engine.checkpoint.Checkpoints;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.ReplayTables;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.engine.verify.Resting.BegunPartition;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Writes checkpoints of the engine that some settings describe: each is a by-product of a verification of everything, so
 * that nothing stands in it that was not compared with what is live and published.
 */
public final class EngineCheckpoint {

    private static final DateTimeFormatter NAMED =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int SUFFIX_CHARS = 8;

    private final Settings settings;
    private final InstantSource clock;
    private final String engineVersion;
    private final EngineVerification verification;

    /** @param engineVersion what a checkpoint says wrote it */
    public EngineCheckpoint(Settings settings, InstantSource clock, String engineVersion) {
        this.settings = settings;
        this.clock = clock;
        this.engineVersion = engineVersion;
        this.verification = new EngineVerification(settings);
    }

    /**
     * What came of it.
     *
     * @param written as it was read back; null if nothing was written, because something was found, or because some
     *     partition could not be folded as far as the live fold had been
     */
    public record Outcome(Report report, @Nullable Checkpoint written) {}

    /**
     * Verifies, and writes a checkpoint if nothing was found.
     *
     * @param from from which checkpoint the verification begins
     * @param kept an empty place for the states until they are written
     * @throws io.sessionfold.engine.checkpoint.CheckpointException if there is no such checkpoint to begin from, or Kafka does
     *     not take the new one
     * @throws io.sessionfold.engine.log.LogException if a topic is missing, or Kafka does not answer
     */
    public Outcome write(CheckpointChoice from, ReplayTables kept) {
        try (Logs logs = logs()) {
            int partitions = logs.partitions(Topics.CHECKPOINTS).size();
            Left left = verification.run(Question.everythingFrom(from), kept);
            Report report = left.report();
            if (!report.holds() || left.places().size() != partitions) {
                return new Outcome(report, null);
            }
            CheckpointOrigin origin = origin(logs, partitions, report);
            write(origin, left.places(), kept);
            // What cannot be read back is no checkpoint.
            return new Outcome(report, checkpoints(logs).named(origin.id()));
        }
    }

    /** The checkpoints that there are. */
    public Checkpoints list() {
        try (Logs logs = logs()) {
            return checkpoints(logs);
        }
    }

    /** How many records were folded so far, by all verifications. */
    public long folded() {
        return verification.folded();
    }

    /** How many records there were when the last verification began. */
    public long records() {
        return verification.records();
    }

    private void write(CheckpointOrigin origin, List<CheckpointPlace> places, ReplayTables kept) {
        try (Producer<byte[], byte[]> producer =
                CheckpointProducers.open(settings.kafka().clientProperties())) {
            CheckpointWriter writer = new CheckpointWriter(
                    producer,
                    Topics.CHECKPOINTS,
                    new RecordWriter<>(
                            CheckpointRecord.class,
                            Topics.CHECKPOINTS,
                            registry(),
                            settings.registry().autoRegister()));
            for (CheckpointPlace place : places) {
                writer.write(origin, place, kept.table(place.partition().partition()));
            }
        }
    }

    private CheckpointOrigin origin(Logs logs, int partitions, Report report) {
        String suffix = UUID.randomUUID().toString().substring(0, SUFFIX_CHARS);
        String previous = report.resting().begun().stream()
                .map(BegunPartition::checkpointId)
                .max(String::compareTo)
                .orElse(null);
        return new CheckpointOrigin(
                NAMED.format(clock.instant()) + '-' + suffix,
                logs.identity(Topics.EVENTS),
                partitions,
                CheckpointWriter.stateForm(),
                clock.millis(),
                previous,
                engineVersion);
    }

    private Checkpoints checkpoints(Logs logs) {
        return Checkpoints.read(
                logs,
                new WriterSchemas(registry(), clock),
                FoldVersions.KNOWN,
                logs.identity(Topics.EVENTS),
                logs.partitions(Topics.EVENTS).size());
    }

    private Logs logs() {
        Map<String, Object> clients = settings.kafka().clientProperties();
        return new KafkaLogs(clients);
    }

    private Registry registry() {
        return Registry.connect(
                settings.registry().urls(), settings.registry().passThrough().values(), clock);
    }
}
