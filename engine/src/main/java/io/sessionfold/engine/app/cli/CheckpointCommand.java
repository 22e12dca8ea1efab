package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.app.EngineCheckpoint;
import io.sessionfold.engine.app.EngineCheckpoint.Outcome;
import io.sessionfold.engine.checkpoint.Checkpoint;
import io.sessionfold.engine.checkpoint.CheckpointChoice;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verifies, and writes what the log came to, for the time when its beginning is gone. */
@Command(
        name = "checkpoint",
        mixinStandardHelpOptions = true,
        description = {
            "Verify everything, as verify does, and write what the log came to into sessionfold.checkpoints: each session,"
                    + " its digest, the counts, and where the outputs were. If anything is found, nothing is written.",
            "verify and replay begin from a checkpoint where the log has lost its beginning."
        },
        footer = {
            "",
            "Exit codes: 0 written, 1 something was found and nothing written, 2 usage, 3 Kafka or the registry did not"
                    + " answer."
        },
        subcommands = {CheckpointListCommand.class, CommandLine.HelpCommand.class})
final class CheckpointCommand extends PrintingCommand {

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            description =
                    "Goes on until it is stopped, e.g. PT24H: each time verifies from the checkpoint before and writes"
                            + " the next. The first one that fails ends it.")
    private @Nullable Duration every;

    @Mixin
    private CheckpointOption from = new CheckpointOption();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Override
    int run() {
        Settings settings = cluster.settings();
        EngineCheckpoint checkpoint = new EngineCheckpoint(settings, InstantSource.system(), VersionText.version());
        Every apart = every == null ? null : Every.of(every);
        CheckpointRounds rounds = new CheckpointRounds(
                choice -> round(checkpoint, settings, choice), () -> apart != null && apart.getAsBoolean());
        return rounds.run(from.choice()) ? ExitCodes.DONE : ExitCodes.CHECK_FAILED;
    }

    private Optional<String> round(EngineCheckpoint checkpoint, Settings settings, CheckpointChoice choice) {
        try (Logs logs = new KafkaLogs(settings.kafka().clientProperties());
                ReplayFolder folder = ReplayFolder.passing(logs)) {
            Outcome outcome = ProgressBar.during(
                    () -> checkpoint.write(choice, folder.tables()), err(), checkpoint::folded, checkpoint::records);
            print(outcome);
            return Optional.ofNullable(outcome.written()).map(Checkpoint::id);
        }
    }

    private void print(Outcome outcome) {
        PrintWriter out = out();
        if (isJson()) {
            out.println(CheckpointText.json(outcome));
        } else {
            CheckpointText.print(outcome, out);
        }
        out.flush();
    }
}
