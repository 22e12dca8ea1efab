package io.sessionfold.local;

import io.sessionfold.engine.app.cli.LoadCommand;
import io.sessionfold.local.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the launcher at the project's root. */
@Command(
        name = "sessionfold",
        mixinStandardHelpOptions = true,
        subcommands = {DemoCommand.class, DevCommand.class, LoadCommand.class})
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
