package io.sessionfold.tests.security;

import io.sessionfold.engine.app.cli.SessionfoldCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * One command, run.
 *
 * @param out what it printed
 * @param err what it said beside
 */
record CommandLineRun(int code, String out, String err) {

    static CommandLineRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = SessionfoldCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new CommandLineRun(code, out.toString(), err.toString());
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
