package io.sessionfold.engine.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What waits for a repair of the fold, and its release (INV-47). */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = {
            "List quarantined sessions, show why, and release them after a fix.",
            "A session is quarantined when the fold fails on one of its events: that event and those behind it wait in"
                    + " order, its timers rest, and nothing is lost."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RedriveListCommand.class,
            RedriveShowCommand.class,
            RedriveReleaseCommand.class,
            CommandLine.HelpCommand.class
        })
final class RedriveCommand {}
