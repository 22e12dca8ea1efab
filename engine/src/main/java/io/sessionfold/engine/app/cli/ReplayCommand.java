package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.checkpoint.CheckpointStart;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.PlainReading;
import io.sessionfold.engine.replay.Replay;
import io.sessionfold.engine.replay.ReplayProgress;
import io.sessionfold.engine.replay.ReplayTables;
import io.sessionfold.engine.replay.Replayed;
import io.sessionfold.engine.replay.ReplayedPartition;
import io.sessionfold.engine.replay.Until;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code replay}: the log, folded into states of its own. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Folds the log into an empty state with the engine's own fold, to its end, a position or a time.",
            "Runs side by side with the live engine, belongs to no group, and writes nothing to the cluster."
        })
final class ReplayCommand extends PrintingCommand {

    @Mixin
    private ReplayRange range = new ReplayRange();

    @Mixin
    private ScopeOptions whose = new ScopeOptions();

    @Mixin
    private CheckpointOption checkpoint = new CheckpointOption();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps the states there; an interrupted replay goes on where it was.")
    private @Nullable Path data;

    @Option(
            names = "--export",
            paramLabel = "WHAT",
            defaultValue = "none",
            description = "rows: every row at the end; timeline: every transition; as JSON lines (default: none).")
    private ReplayExport.Kind export = ReplayExport.Kind.NONE;

    @Option(names = "--export-to", paramLabel = "FILE", description = "Writes them there instead of standard output.")
    private @Nullable Path exportTo;

    @Option(
            names = "--measure-reading",
            description = "Reads the same records once more with a plain consumer, to compare the rates.")
    private boolean measureReading;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Override
    int run() {
        Settings settings = cluster.settings();
        PrintWriter standard = out();
        PrintWriter notes = err();
        try (Logs logs = new KafkaLogs(settings.kafka().clientProperties());
                ReplayFolder folder = ReplayFolder.open(data, whose, logs);
                ReplayExport lines = ReplayExport.open(export, exportTo, standard)) {
            WriterSchemas schemas = schemas(settings);
            CheckpointStart start =
                    new CheckpointStart(checkpoint.choice(), logs, schemas, FoldVersions.KNOWN, whose.scope());
            Replayed replayed = replay(schemas, logs, folder.tables(), start, lines, notes);
            long sessions = 0;
            for (ReplayedPartition one : replayed.partitions()) {
                sessions += lines.states(
                        folder.tables().table(one.stretch().partition().partition()));
            }
            Replayed reading = measureReading ? new PlainReading(logs).again(replayed) : null;
            ReplayStatistics statistics = new ReplayStatistics(
                    range.inWords(), whose.scope().toString(), replayed, sessions, reading, start.unproven());
            statistics.print(isJson(), lines.takesStandardOutput() ? notes : standard);
            return statistics.isConserved() ? ExitCodes.DONE : ExitCodes.CHECK_FAILED;
        }
    }

    private static WriterSchemas schemas(Settings settings) {
        Registry registry = Registry.connect(
                settings.registry().urls(), settings.registry().passThrough().values(), InstantSource.system());
        return new WriterSchemas(registry, InstantSource.system());
    }

    private Replayed replay(
            WriterSchemas schemas,
            Logs logs,
            ReplayTables tables,
            CheckpointStart start,
            ReplayExport lines,
            PrintWriter notes) {
        Replay replay = new Replay(
                logs,
                FoldVersions.KNOWN,
                schemas,
                tables,
                start,
                Runtime.getRuntime().availableProcessors());
        ReplayProgress progress = new ReplayProgress();
        Until until = range.until(logs);
        return ProgressBar.during(
                () -> replay.run(until, whose.scope(), lines, progress), notes, progress::done, progress::total);
    }
}
