package io.sessionfold.local;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dev}: a Kafka, a schema registry, the engine and its HTTP API in one process, on one folder. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description =
                "Runs everything in one process until Ctrl-C: Kafka, a schema registry, the engine and its HTTP API. The data"
                        + " stays in a folder.",
        footer = {"", "Exit codes: 0 stopped, 2 the folder, a port or a setting cannot be used, 3 Kafka did not answer."
        })
public final class DevCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("data");

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            defaultValue = "9092",
            description = "The port of Kafka; 0: a free one, printed. Default: ${DEFAULT-VALUE}")
    private int kafkaPort;

    @Option(
            names = "--registry-port",
            paramLabel = "N",
            defaultValue = "8081",
            description = "The port of the schema registry; 0: a free one, printed. Default: ${DEFAULT-VALUE}")
    private int registryPort;

    @Option(
            names = "--http-port",
            paramLabel = "N",
            defaultValue = "8480",
            description = "The port of the HTTP API; 0: a free one, printed. Default: ${DEFAULT-VALUE}")
    private int httpPort;

    @Option(
            names = "--tenant",
            paramLabel = "T",
            defaultValue = "dev",
            description = "For whom callers on this machine speak. Default: ${DEFAULT-VALUE}")
    private String tenant = "dev";

    @Override
    public Integer call() {
        return LocalProcess.run(data, process -> {
            System.err.println("Starting Kafka, the schema registry and the engine on " + data + " …");
            process.start(new LocalInstance.Options(data, kafkaPort, registryPort, httpPort, tenant));
            process.serve(System.err);
            return 0;
        });
    }
}
