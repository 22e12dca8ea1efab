package io.sessionfold.tests.live;

import io.sessionfold.local.LocalStack;
import java.nio.file.Path;
import java.util.Map;

/** A Kafka of one broker and a schema registry, for tests that need both. */
public interface KafkaStack extends AutoCloseable {

    String bootstrapServers();

    String registryUrl();

    @Override
    void close();

    /** Starts both in this process; what they keep is in the folder, and is found there again. */
    static KafkaStack embedded(Path folder) {
        return embedded(folder, Map.of());
    }

    /** The same, with settings of the broker by Kafka's names. */
    static KafkaStack embedded(Path folder, Map<String, String> overrides) {
        return new Embedded(LocalStack.start(folder, 0, 0, overrides));
    }

    /** Both in this process. */
    record Embedded(LocalStack stack) implements KafkaStack {

        @Override
        public String bootstrapServers() {
            return stack.bootstrapServers();
        }

        @Override
        public String registryUrl() {
            return stack.registryUrl();
        }

        @Override
        public void close() {
            stack.close();
        }
    }
}
