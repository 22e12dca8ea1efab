package io.sessionfold.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Kafka's data directory: formatted on first use with a random cluster id, which it keeps from then on.
 *
 * @param identity cluster id, node id and directory id, as stored
 * @param bootstrap the features with which the cluster began
 */
record DataFolder(MetaPropertiesEnsemble identity, BootstrapMetadata bootstrap) {

    /**
     * Opens the directory.
     *
     * @throws LocalStackException if it cannot be written, or holds something that is not Kafka's
     */
    static DataFolder open(Path directory) {
        try {
            // The identity is written last and atomically: a format that was killed half way is simply done again.
            if (!Files.exists(directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
                format(directory);
            }
            MetaPropertiesEnsemble identity = new MetaPropertiesEnsemble.Loader()
                    .addLogDirs(List.of(directory.toString()))
                    .addMetadataLogDir(directory.toString())
                    .load();
            return new DataFolder(identity, new BootstrapDirectory(directory.toString()).read());
        } catch (Exception e) {
            throw new LocalStackException(
                    "Expected folder %s to hold Kafka's data, but it was not readable as such: %s"
                            .formatted(directory, e),
                    e);
        }
    }

    String clusterId() {
        return identity.clusterId().orElseThrow();
    }

    private static void format(Path directory) throws Exception {
        Files.createDirectories(directory);
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(ListenerSockets.CONTROLLER)
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .run();
        }
    }
}
