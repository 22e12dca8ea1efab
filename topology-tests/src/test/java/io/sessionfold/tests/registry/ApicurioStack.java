package io.sessionfold.tests.registry;

import io.sessionfold.local.EmbeddedBroker;
import io.sessionfold.tests.live.KafkaStack;
import java.nio.file.Path;

/** A broker in this process, and Apicurio for a registry. */
record ApicurioStack(EmbeddedBroker broker, Apicurio registry) implements KafkaStack {

    /** Starts both, or neither. */
    static ApicurioStack start(Path folder) {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        try {
            return new ApicurioStack(broker, Apicurio.start(folder.resolve("registry")));
        } catch (RuntimeException failure) {
            broker.close();
            throw failure;
        }
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
