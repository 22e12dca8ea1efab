package io.sessionfold.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalStackTest {
    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedSurvivesAKilledProcess() throws Exception {
        Process process = doomed();
        List<String> words;
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            words = words(output);
            assertThatThrownBy(() -> LocalStack.start(folder))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessage(
                            "Expected folder %s to be free, but it was in use by process %d",
                            folder.resolve("kafka").toRealPath(), process.pid());
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (LocalStack stack = LocalStack.start(folder);
                CachedSchemaRegistryClient client = new CachedSchemaRegistryClient(stack.registryUrl(), 1)) {
            assertThat(stack.clusterId()).isEqualTo(words.get(2));
            assertThat(client.getId(DoomedStack.SUBJECT, DoomedStack.SCHEMA)).isEqualTo(Integer.parseInt(words.get(1)));
            assertThat(Kafka.committed(stack.bootstrapServers(), DoomedStack.TOPIC))
                    .containsExactly(DoomedStack.VALUE);
            Kafka.write(stack.bootstrapServers(), DoomedStack.TOPIC, "and on");
        }
    }

    @Test
    void ifTheRegistryCannotStartTheBrokerIsStopped() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LocalStack.start(folder, 0, taken.getLocalPort()))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }

        try (LocalStack stack = LocalStack.start(folder)) {
            assertThat(Kafka.clusterId(stack.bootstrapServers())).isEqualTo(stack.clusterId());
        }
    }

    private Process doomed() throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        return new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedStack.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** The words of the line with which the process says that all was acknowledged. */
    private static List<String> words(BufferedReader output) throws Exception {
        StringBuilder before = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(DoomedStack.READY)) {
                return List.of(line.split(" ", -1));
            }
            before.append(line).append('\n');
        }
        throw new AssertionError("Expected the process to be ready, but it ended: " + before);
    }
}
