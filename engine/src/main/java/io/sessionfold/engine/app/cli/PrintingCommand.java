package io.sessionfold.engine.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that answers one question: it logs nothing, and prints for people or for programs. */
abstract class PrintingCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public final Integer call() {
        QuietLog.install();
        return run();
    }

    /** Answers; the exit code. */
    abstract int run();

    final boolean isJson() {
        return output.isJson();
    }

    /** Where the answer goes. */
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Where everything else goes that there is to say. */
    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Whether an option was typed. */
    final boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }
}
