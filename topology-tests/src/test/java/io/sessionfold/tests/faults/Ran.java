package io.sessionfold.tests.faults;

import io.sessionfold.engine.app.cli.SessionfoldCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * What a command came to.
 *
 * @param out what it printed
 * @param err what it said beside that
 */
public record Ran(int exitCode, String out, String err) {

    /** Runs a command in this process. */
    public static Ran command(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = SessionfoldCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int exitCode = line.execute(arguments);
        return new Ran(exitCode, out.toString(), err.toString());
    }

    /** Runs a command that reads the topics of a cluster. */
    public static Ran on(EngineCluster cluster, String name, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                name, "--bootstrap-servers", cluster.bootstrapServers(), "--registry-url", cluster.registryUrl()));
        all.addAll(List.of(arguments));
        return command(all.toArray(String[]::new));
    }
}
