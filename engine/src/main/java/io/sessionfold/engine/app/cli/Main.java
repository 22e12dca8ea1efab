package io.sessionfold.engine.app.cli;

/** The command line of a cluster's installation: everything but what embeds a Kafka. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(SessionfoldCommand.commandLine().execute(args));
    }
}
