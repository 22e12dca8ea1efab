package io.sessionfold.local;

import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.app.ServingEngine;
import io.sessionfold.engine.config.SettingNames;
import io.sessionfold.engine.config.SettingSources;
import io.sessionfold.engine.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Everything in one process: Kafka, the schema registry, the engine and its HTTP API, on one data folder. */
public final class LocalInstance implements AutoCloseable {

    /** Enough that keys spread, few enough for one machine. */
    private static final String PARTITIONS = "4";

    private final LocalStack stack;
    private final ServingEngine engine;
    private final Settings settings;
    private boolean closed;

    private LocalInstance(LocalStack stack, ServingEngine engine, Settings settings) {
        this.stack = stack;
        this.engine = engine;
        this.settings = settings;
    }

    /**
     * What a local instance may be asked for.
     *
     * @param kafkaPort a port on 127.0.0.1, or 0 for a free one; the other ports likewise
     * @param tenant for whom an unauthenticated caller on this machine speaks
     */
    public record Options(Path folder, int kafkaPort, int registryPort, int httpPort, String tenant) {}

    /**
     * Starts everything, or nothing.
     *
     * @throws LocalStackException if the folder or a port is in use
     */
    public static LocalInstance start(Options options) {
        LocalStack stack = LocalStack.start(options.folder(), options.kafkaPort(), options.registryPort());
        try {
            Settings settings = settings(options, stack);
            return new LocalInstance(stack, ServingEngine.start(settings), settings);
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    public Engine engine() {
        return engine.engine();
    }

    /** Where HTTP is answered. */
    public String httpUrl() {
        return engine.url();
    }

    public Settings settings() {
        return settings;
    }

    public String bootstrapServers() {
        return stack.bootstrapServers();
    }

    public String registryUrl() {
        return stack.registryUrl();
    }

    /** How Kafka is reached, by its clients' own names. */
    public Map<String, Object> clients() {
        return settings.kafka().clientProperties();
    }

    /** Closes HTTP, then the engine, then what it stands on; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            engine.close();
        } finally {
            stack.close();
        }
    }

    private static Settings settings(Options options, LocalStack stack) {
        Map<String, String> presets = new HashMap<>(Map.of(
                SettingNames.PARTITIONS, PARTITIONS,
                SettingNames.REPLICATION_FACTOR, "1",
                SettingNames.STANDBY_REPLICAS, "0"));
        if (options.httpPort() != 0) {
            // Whoever starts `serve` beside it on this machine asks it for what it owns.
            presets.put(SettingNames.HTTP_ADVERTISED, "127.0.0.1:" + options.httpPort());
        }
        Map<String, String> flags = Map.of(
                SettingNames.BOOTSTRAP_SERVERS, stack.bootstrapServers(),
                SettingNames.REGISTRY_URL, stack.registryUrl(),
                SettingNames.STATE_DIR, options.folder().resolve("state").toString(),
                SettingNames.HTTP_PORT, Integer.toString(options.httpPort()),
                SettingNames.HTTP_TENANT, options.tenant());
        return Settings.load(new SettingSources(presets, null, System.getenv(), flags));
    }
}
