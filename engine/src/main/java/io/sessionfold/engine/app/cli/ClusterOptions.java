package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.config.SettingNames;
import io.sessionfold.engine.config.SettingSources;
import io.sessionfold.engine.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags by which a command that runs no engine finds Kafka and the registry. */
final class ClusterOptions {

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "The Kafka brokers to begin with.")
    private @Nullable String bootstrapServers;

    @Option(names = "--registry-url", paramLabel = "URL", description = "The schema registry.")
    private @Nullable String registryUrl;

    @Option(names = "--config", paramLabel = "FILE", description = "A properties file with settings.")
    private @Nullable Path config;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Any setting; `config` lists them. Repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** The settings that these flags, the environment, the file and the defaults give together. */
    Settings settings() {
        Map<String, String> flags = new LinkedHashMap<>(settings);
        if (bootstrapServers != null) {
            flags.put(SettingNames.BOOTSTRAP_SERVERS, bootstrapServers);
        }
        if (registryUrl != null) {
            flags.put(SettingNames.REGISTRY_URL, registryUrl);
        }
        return Settings.load(new SettingSources(Map.of(), config, System.getenv(), flags));
    }
}
