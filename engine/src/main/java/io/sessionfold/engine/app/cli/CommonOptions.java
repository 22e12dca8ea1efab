package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.config.SettingNames;
import io.sessionfold.engine.config.SettingSources;
import io.sessionfold.engine.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that are settings. */
public final class CommonOptions {

    /** The folder of the state stores inside the data folder. */
    private static final String STATE_FOLDER = "state";

    @Option(names = "--config", paramLabel = "FILE", description = "A properties file with settings.")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "The folder for everything that is kept on disk.")
    private @Nullable Path data;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "The Kafka brokers to begin with.")
    private @Nullable String bootstrapServers;

    @Option(names = "--registry-url", paramLabel = "URL", description = "The schema registry.")
    private @Nullable String registryUrl;

    @Option(names = "--http-port", paramLabel = "N", description = "The port of the HTTP interface; 0 for a free one.")
    private @Nullable String httpPort;

    @Option(names = "--tenant", paramLabel = "T", description = "The tenant for which callers on this machine speak.")
    private @Nullable String tenant;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Any setting; `config` lists them. Repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** The data folder; null if none was named. */
    public @Nullable Path data() {
        return data;
    }

    /** The settings that these flags, the environment, the file and the defaults give together. */
    public Settings settings() {
        return settings(Map.of());
    }

    /**
     * The settings, where the command has some of its own.
     *
     * @param presets what holds unless somebody sets it
     */
    public Settings settings(Map<String, String> presets) {
        return Settings.load(new SettingSources(presets, config, System.getenv(), flags()));
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>(settings);
        put(
                flags,
                SettingNames.STATE_DIR,
                data == null ? null : data.resolve(STATE_FOLDER).toString());
        put(flags, SettingNames.BOOTSTRAP_SERVERS, bootstrapServers);
        put(flags, SettingNames.REGISTRY_URL, registryUrl);
        put(flags, SettingNames.HTTP_PORT, httpPort);
        put(flags, SettingNames.HTTP_TENANT, tenant);
        return flags;
    }

    private static void put(Map<String, String> flags, String name, @Nullable String value) {
        if (value != null) {
            flags.put(name, value);
        }
    }
}
