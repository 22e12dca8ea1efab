package io.sessionfold.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.server.fault.LoggingFaultHandler;

/**
 * One machine's Kafka: a broker and its controller in this JVM, on 127.0.0.1, with its data in a folder that survives a restart.
 *
 * <p>What was acknowledged survives the process being killed, not the machine losing power: as in any Kafka, an acknowledged record
 * is in the operating system's hands, and there is no second replica here.
 *
 * <p>The parts are wired as Kafka's own {@code KafkaRaftServer} wires them, with two differences: the sockets are bound beforehand
 * ({@link ListenerSockets}), and a fatal fault is logged and thrown instead of ending the process, which is not Kafka's alone.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** How long the broker may take to hand over to the controller; with one broker there is nothing to hand over. */
    private static final Duration HAND_OVER_LIMIT = Duration.ofSeconds(10);

    private final FolderLock lock;
    private final ListenerSockets sockets;
    private final String clusterId;
    private final int port;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private EmbeddedBroker(FolderLock lock, ListenerSockets sockets, DataFolder data, KafkaConfig config) {
        this.lock = lock;
        this.sockets = sockets;
        this.clusterId = data.clusterId();
        this.port = sockets.brokerPort();
        SharedServer shared = new SharedServer(
                config,
                data.identity(),
                Time.SYSTEM,
                new Metrics(),
                CompletableFuture.completedFuture(Map.of(BrokerSettings.NODE_ID, sockets.controllerAddress())),
                List.of(),
                (name, fatal, action) -> new LoggingFaultHandler(name, action),
                sockets);
        this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), data.bootstrap());
        this.broker = new BrokerServer(shared);
    }

    /**
     * Starts a broker on the folder, which is formatted on first use and reopened afterwards.
     *
     * @param port the port on 127.0.0.1, or 0 for a free one
     * @throws LocalStackException if the folder or the port is in use, or Kafka does not come up
     */
    public static EmbeddedBroker start(Path folder, int port) {
        return start(folder, port, Map.of());
    }

    /**
     * Starts a broker whose settings are changed for a test.
     *
     * @param overrides Kafka's broker settings by name
     * @throws LocalStackException as above, or if Kafka refuses the settings
     */
    public static EmbeddedBroker start(Path folder, int port, Map<String, String> overrides) {
        FolderLock lock = FolderLock.take(folder);
        try {
            return start(lock, folder.toAbsolutePath().resolve("data"), ListenerSockets.bind(port), overrides);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Where clients connect: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return ListenerSockets.HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    /** The id that the folder was given when it was formatted. */
    public String clusterId() {
        return clusterId;
    }

    /** Shuts down cleanly, so that the next start has nothing to recover; a second call does nothing. */
    @Override
    public void close() {
        // The broker first: its own controlled shutdown asks the controller.
        broker.shutdown(HAND_OVER_LIMIT);
        controller.shutdown();
        sockets.close();
        lock.close();
    }

    private static EmbeddedBroker start(
            FolderLock lock, Path directory, ListenerSockets sockets, Map<String, String> overrides) {
        try {
            DataFolder data = DataFolder.open(directory);
            EmbeddedBroker node =
                    new EmbeddedBroker(lock, sockets, data, BrokerSettings.of(directory, sockets, overrides));
            node.startUp();
            return node;
        } catch (LocalStackException e) {
            sockets.close();
            throw e;
        } catch (Exception e) {
            // Scala declares no exceptions, so this may be any.
            sockets.close();
            throw new LocalStackException(
                    "Expected Kafka to start on folder %s, but it refused: %s".formatted(directory, e), e);
        }
    }

    private void startUp() {
        boolean started = false;
        try {
            // The controller first: the broker registers with it.
            controller.startup();
            broker.startup();
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }
}
