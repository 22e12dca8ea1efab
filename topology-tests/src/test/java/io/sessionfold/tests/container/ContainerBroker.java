package io.sessionfold.tests.container;

import com.github.dockerjava.api.DockerClient;
import io.sessionfold.tests.faults.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.testcontainers.containers.Container;
import org.testcontainers.kafka.KafkaContainer;

/** A broker in a container. It can be stopped or killed, and comes back with what it had, where it was. */
public final class ContainerBroker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int KAFKA_PORT = 9092;

    /** What the broker of a small test needs; the container brings the rest. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "KAFKA_HEAP_OPTS", "-Xms128m -Xmx384m",
            "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false",
            "KAFKA_LOG_CLEANER_DEDUPE_BUFFER_SIZE", Integer.toString(8 << 20),
            // After a kill the controller lets it back under its own name no sooner than this.
            "KAFKA_BROKER_SESSION_TIMEOUT_MS", "3000",
            "KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "500");

    /** Process 1 of the container is a shell that hears no SIGTERM, so that the broker itself has to be told. */
    private static final String TELL_JAVA_TO_END =
            "for p in /proc/[0-9]*; do case $(readlink $p/exe) in */java) kill -TERM ${p#/proc/};; esac; done";

    private final KafkaContainer container;

    private ContainerBroker(KafkaContainer container) {
        this.container = container;
    }

    /** Starts an empty broker, and waits until it serves. Only where {@link Docker} is there. */
    public static ContainerBroker start() {
        KafkaContainer container = new KafkaContainer(Docker.kafkaImage());
        container.withEnv(ENVIRONMENT);
        // A port that Docker chooses would be another one after a restart.
        container.setPortBindings(List.of(FreePorts.next() + ":" + KAFKA_PORT));
        container.start();
        return new ContainerBroker(container);
    }

    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    /** Ends it as an operator does, with SIGTERM, and waits until it is gone. */
    public void stop() {
        try {
            Container.ExecResult told = container.execInContainer("sh", "-c", TELL_JAVA_TO_END);
            if (told.getExitCode() != 0) {
                throw new AssertionError("Expected the broker to hear SIGTERM, but got " + told);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the broker to hear SIGTERM", e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while stopping the broker", interrupted);
        }
        awaitGone();
    }

    /** Ends it with SIGKILL, and waits until it is gone. */
    public void kill() {
        docker().killContainerCmd(container.getContainerId()).exec();
        awaitGone();
    }

    /** Starts it again after its end, with the same data and on the same port, and waits until it serves. */
    public void startAgain() {
        docker().startContainerCmd(container.getContainerId()).exec();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            Awaitility.await("the broker serves again")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> !admin.describeCluster().nodes().get().isEmpty());
        }
    }

    @Override
    public void close() {
        container.stop();
    }

    private void awaitGone() {
        Awaitility.await("the broker is gone").atMost(PATIENCE).until(() -> !container.isRunning());
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }
}
