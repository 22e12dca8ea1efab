package io.sessionfold.local.demo;

import io.sessionfold.local.LocalInstance;
import io.sessionfold.local.LocalProcess;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: everything embedded, one recorded hour, a summary; then it keeps serving. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts everything in one process, feeds one recorded hour of a chat service (8,057 sessions, 12,031 runs) as"
                    + " fast as it goes, checks what came out, and prints a summary. Then it keeps serving until Ctrl-C.",
            "A run is taken to last 25 ms per output token, because the recording has no end times."
        },
        footer = {
            "",
            "Exit codes: 0 everything holds, 1 a check failed, 2 usage, 3 Kafka or the registry did not answer."
        })
public final class DemoCommand implements Callable<Integer> {

    /** Where the other commands look by default. */
    private static final int HTTP_PORT = 8480;

    private static final int KAFKA_PORT = 9092;
    private static final int REGISTRY_PORT = 8081;

    private static final int HELD = 0;
    private static final int CHECK_FAILED = 1;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description = "The data folder; a demo that was killed goes on there. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("data/demo");

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            description = "The port of Kafka; 0: a free one, printed. Default: 9092, with --exit a free one")
    private @Nullable Integer kafkaPort;

    @Option(
            names = "--registry-port",
            paramLabel = "N",
            description =
                    "The port of the schema registry; 0: a free one, printed. Default: 8081, with --exit a free one")
    private @Nullable Integer registryPort;

    @Option(
            names = "--http-port",
            paramLabel = "N",
            description = "The port of the HTTP API; 0: a free one, printed. Default: 8480, with --exit a free one")
    private @Nullable Integer httpPort;

    @Option(names = "--exit", description = "End after the summary instead of serving on.")
    private boolean exit;

    @Option(
            names = "--baseline",
            description = "Measure a bare get-put-forward processor over the same events, for comparison.")
    private boolean baseline;

    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "The form of the summary; as JSON it is the only thing on standard output.")
    private Output output = Output.text;

    /** The forms of the summary, as they are written on the command line. */
    enum Output {
        text,
        json
    }

    @Override
    public Integer call() {
        return LocalProcess.run(data, process -> {
            PrintStream err = System.err;
            ProgressLine progress = new ProgressLine(err, LocalProcess.isTerminal());
            progress.say("Starting Kafka, the schema registry and the engine on " + data + " …");
            LocalInstance instance = process.start(new LocalInstance.Options(
                    data,
                    port(kafkaPort, KAFKA_PORT),
                    port(registryPort, REGISTRY_PORT),
                    port(httpPort, HTTP_PORT),
                    BundledTrace.TENANT));
            DemoSummary summary = new Demo(instance, progress).run(baseline);
            print(summary);
            if (!exit) {
                process.serve(err);
            }
            return summary.holds() ? HELD : CHECK_FAILED;
        });
    }

    /** Nobody finds a demo that ends at once, so it may be anywhere. */
    private int port(@Nullable Integer wish, int port) {
        if (wish != null) {
            return wish;
        }
        return exit ? 0 : port;
    }

    private void print(DemoSummary summary) {
        System.out.println(output == Output.json ? SummaryWriter.json(summary) : '\n' + SummaryWriter.text(summary));
        System.out.flush();
    }
}
