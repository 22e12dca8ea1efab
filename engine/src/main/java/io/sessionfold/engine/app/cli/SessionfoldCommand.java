package io.sessionfold.engine.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of the command line. */
@Command(
        name = "sessionfold",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = "An event-sourced session lifecycle engine on Kafka.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            GetCommand.class,
            ListCommand.class,
            HistoryCommand.class,
            TailCommand.class,
            LoadCommand.class,
            ReplayCommand.class,
            VerifyCommand.class,
            CheckpointCommand.class,
            RedriveCommand.class,
            TopicsCommand.class,
            FoldVersionCommand.class,
            TokenCommand.class,
            ConfigCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a check failed, or what was asked for is not there",
            "2:wrong usage or a wrong setting",
            "3:cannot reach Kafka, the registry or the engine",
            "130, 143:ended in order after Ctrl-C, or after SIGTERM"
        })
public final class SessionfoldCommand {

    /** The command line with its commands; a distribution may add more of them. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new SessionfoldCommand())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        return configured(line);
    }

    /** Adds a command under the same rules as the others; its annotation names it. */
    public static CommandLine add(CommandLine line, Object command) {
        return configured(line.addSubcommand(command));
    }

    private static CommandLine configured(CommandLine line) {
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures())
                .setParameterExceptionHandler(new UsageErrors());
    }
}
