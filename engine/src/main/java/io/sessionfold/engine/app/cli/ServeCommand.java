package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.app.ServingEngine;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the engine against a Kafka and a registry that are there, until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Run the engine and its HTTP interface against an existing Kafka and schema registry, until Ctrl-C or"
                        + " SIGTERM. More instances with the same application.id share the partitions.")
final class ServeCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        DiscreetLog.install();
        PrintWriter err = spec.commandLine().getErr();
        ServingEngine engine = ServingEngine.start(common.settings());
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            engine.stop();
                            closed.countDown();
                        },
                        "sessionfold-stop"));
        err.println("Serving " + engine.url() + " until Ctrl-C.");
        err.flush();
        closed.await();
        return ExitCodes.DONE;
    }
}
