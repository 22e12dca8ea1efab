package io.sessionfold.engine.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
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
        refuseFlagsOfTheCommandBefore();
        return run();
    }

    /** A flag between two words of a command would be taken for the first, which does nothing here. */
    private void refuseFlagsOfTheCommandBefore() {
        CommandLine before = spec.commandLine().getParent();
        if (before != null && before.getCommand() instanceof PrintingCommand) {
            before.getParseResult().matchedOptions().stream().findFirst().ifPresent(flag -> {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "Expected %s behind %s, but it is in front of %s"
                                .formatted(flag.longestName(), spec.name(), spec.name()));
            });
        }
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
