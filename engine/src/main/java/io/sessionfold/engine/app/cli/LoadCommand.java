package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.config.SettingNames;
import io.sessionfold.engine.config.SettingSources;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.config.SettingsException;
import io.sessionfold.engine.load.BadInputException;
import io.sessionfold.engine.load.EventLoader;
import io.sessionfold.engine.load.Load;
import io.sessionfold.engine.load.LoadFailedException;
import io.sessionfold.engine.load.LoadTopics;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.RegistryRefusedException;
import io.sessionfold.wire.RegistryUnavailableException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code load}: a trace or a file of events into the events topic. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Loads a file into the events topic, and goes on where an earlier attempt ended: the topic itself remembers.",
            "--format events: one JSON object a line. --format trace: CSV with arrival_ms,session,input_tokens,output_tokens;"
                    + " the events that gateways would have written follow from it."
        },
        footer = {"", "Exit codes: 0 done, 2 usage or a line that is no event, 3 Kafka or the registry did not answer."
        })
public final class LoadCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 3;
    private static final long NEWS_PAUSE_NS = 2_000_000_000L;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The file; '-' or nothing for standard input.")
    private String file = LoadInput.STANDARD_INPUT;

    @Option(names = "--format", paramLabel = "events|trace", description = "What the file is. Default: events")
    private LoadInput.Format format = LoadInput.Format.events;

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            description = "How many times faster than recorded; max: as fast as it goes. Default: max")
    private String speed = "max";

    @Option(names = "--tenant", paramLabel = "T", description = "The tenant of a trace, and of events that name none.")
    private @Nullable String tenant;

    @Option(
            names = "--load-id",
            paramLabel = "ID",
            description = "What the load is called in the topic. Default: the file's name and SHA-256")
    private @Nullable String loadId;

    @Option(names = "--skip-bad", description = "Pass over lines that are no event, and count them.")
    private boolean skipBad;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "The Kafka brokers to begin with.")
    private @Nullable String bootstrapServers;

    @Option(names = "--registry-url", paramLabel = "URL", description = "The schema registry.")
    private @Nullable String registryUrl;

    @Option(names = "--config", paramLabel = "FILE", description = "A properties file with settings.")
    private @Nullable Path config;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Any setting; `config` lists them. Repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    private long shownAtNs = System.nanoTime();

    @Override
    public Integer call() {
        QuietLog.install();
        try {
            return load(Settings.load(new SettingSources(Map.of(), config, System.getenv(), flags())));
        } catch (SettingsException | BadInputException e) {
            return said(e, USAGE);
        } catch (LoadFailedException | RegistryUnavailableException | RegistryRefusedException e) {
            return said(e, UNREACHABLE);
        }
    }

    private int load(Settings settings) {
        double times = speed();
        try (LoadInput input = LoadInput.open(file, format, tenant, loadId, skipBad)) {
            Registry registry = Registry.connect(
                    settings.registry().urls(),
                    settings.registry().passThrough().values(),
                    InstantSource.system());
            EventLoader loader = new EventLoader(
                    LoadTopics.OF_ENGINE,
                    settings.kafka().clientProperties(),
                    registry,
                    settings.registry().autoRegister(),
                    System::nanoTime);
            Load load = input.load();
            EventLoader.Loaded loaded = loader.send(load, times, this::show);
            System.err.printf(
                    "Loaded %,d events; %,d were there already, %,d lines were no event.%n",
                    loaded.sent(), loaded.skipped(), input.badLines());
        }
        return DONE;
    }

    private double speed() {
        if (speed.equals("max")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double times = Double.parseDouble(speed);
            if (times > 0) {
                return times;
            }
        } catch (NumberFormatException e) {
            throw new BadInputException(badSpeed(), e);
        }
        throw new BadInputException(badSpeed());
    }

    private String badSpeed() {
        return "Expected --speed to be a number above 0 or 'max', but it was '" + speed + "'";
    }

    private void show(long sent, long skipped, OptionalLong total) {
        if (System.nanoTime() - shownAtNs >= NEWS_PAUSE_NS) {
            shownAtNs = System.nanoTime();
            String of = total.isPresent() ? String.format(" of %,d", total.getAsLong()) : "";
            System.err.printf("%,d%s events%n", sent + skipped, of);
        }
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new HashMap<>(settings);
        if (bootstrapServers != null) {
            flags.put(SettingNames.BOOTSTRAP_SERVERS, bootstrapServers);
        }
        if (registryUrl != null) {
            flags.put(SettingNames.REGISTRY_URL, registryUrl);
        }
        return flags;
    }

    private static int said(RuntimeException failure, int code) {
        System.err.println(failure.getMessage());
        return code;
    }
}
