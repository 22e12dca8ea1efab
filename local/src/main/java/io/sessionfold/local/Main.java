package io.sessionfold.local;

import io.sessionfold.engine.app.cli.SessionfoldCommand;
import io.sessionfold.local.demo.DemoCommand;
import picocli.CommandLine;

/** The command line of the launcher at the project's root: the engine's own commands, and those that embed everything. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine line = SessionfoldCommand.commandLine();
        SessionfoldCommand.add(line, new DemoCommand());
        return SessionfoldCommand.add(line, new DevCommand());
    }
}
