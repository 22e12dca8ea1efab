package io.sessionfold.local;

import java.nio.file.Path;
import java.util.Map;

/** All that Sessionfold needs around it on one machine: a Kafka and a schema registry that share a folder and outlive a restart. */
public final class LocalStack implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final RegistryEndpoint registry;

    private LocalStack(EmbeddedBroker broker, RegistryEndpoint registry) {
        this.broker = broker;
        this.registry = registry;
    }

    /** Starts both on free ports. */
    public static LocalStack start(Path folder) {
        return start(folder, 0, 0);
    }

    /**
     * Starts both, or neither.
     *
     * @param brokerPort a port on 127.0.0.1, or 0 for a free one
     * @param registryPort a port on 127.0.0.1, or 0 for a free one
     * @throws LocalStackException if the folder or a port is in use, or a part does not come up
     */
    public static LocalStack start(Path folder, int brokerPort, int registryPort) {
        return start(folder, brokerPort, registryPort, Map.of());
    }

    /**
     * The same, with a broker whose settings are changed for a test.
     *
     * @param overrides Kafka's broker settings by name
     */
    public static LocalStack start(Path folder, int brokerPort, int registryPort, Map<String, String> overrides) {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), brokerPort, overrides);
        try {
            return new LocalStack(broker, RegistryEndpoint.start(folder.resolve("registry"), registryPort));
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public String registryUrl() {
        return registry.url();
    }

    /** The id of the Kafka cluster, as long-lived as the folder. */
    public String clusterId() {
        return broker.clusterId();
    }

    /** Stops both; the broker last, because who still writes needs the registry first. */
    @Override
    public void close() {
        try {
            registry.close();
        } finally {
            broker.close();
        }
    }
}
