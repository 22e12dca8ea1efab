package io.sessionfold.tests.container;

import io.sessionfold.local.RegistryEndpoint;
import io.sessionfold.tests.live.KafkaStack;
import java.nio.file.Path;

/** A broker in a container, and the registry in this process. */
public final class ContainerStack implements KafkaStack {

    private final ContainerBroker broker;
    private final RegistryEndpoint registry;

    private ContainerStack(ContainerBroker broker, RegistryEndpoint registry) {
        this.broker = broker;
        this.registry = registry;
    }

    /**
     * Starts both, or neither.
     *
     * @param folder where the registry keeps its schemas; the broker's data is in its container
     */
    public static ContainerStack start(Path folder) {
        ContainerBroker broker = ContainerBroker.start();
        try {
            return new ContainerStack(broker, RegistryEndpoint.start(folder.resolve("registry"), 0));
        } catch (RuntimeException failure) {
            broker.close();
            throw failure;
        }
    }

    public ContainerBroker broker() {
        return broker;
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public String registryUrl() {
        return registry.url();
    }

    @Override
    public void close() {
        try {
            registry.close();
        } finally {
            broker.close();
        }
    }
}
