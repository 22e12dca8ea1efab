package io.sessionfold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedBrokerTest {
    private static final String TOPIC = "letters";

    @TempDir
    Path folder;

    @Test
    void whatWasCommittedIsReadAndWhatWasAbortedIsNot() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            String servers = broker.bootstrapServers();
            Kafka.makeTopic(servers, TOPIC);
            try (KafkaProducer<String, String> producer = Kafka.transactional(servers, "writer")) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "aborted")).get();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "committed")).get();
                producer.commitTransaction();
            }

            assertThat(Kafka.committed(servers, TOPIC)).containsExactly("committed");
        }
    }

    @Test
    void aFolderKeepsItsClusterAndItsRecords() throws Exception {
        String clusterId;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            clusterId = broker.clusterId();
            Kafka.makeTopic(broker.bootstrapServers(), TOPIC);
            Kafka.write(broker.bootstrapServers(), TOPIC, "kept");
        }

        try (EmbeddedBroker again = EmbeddedBroker.start(folder, 0)) {
            assertThat(again.clusterId()).isEqualTo(clusterId);
            assertThat(Kafka.clusterId(again.bootstrapServers())).isEqualTo(clusterId);
            assertThat(Kafka.committed(again.bootstrapServers(), TOPIC)).containsExactly("kept");
        }
    }

    @Test
    void aFormatThatWasKilledHalfWayIsDoneAgain() throws Exception {
        DataFolder.open(folder.resolve("data"));
        Files.delete(folder.resolve("data").resolve("meta.properties"));

        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            assertThat(Kafka.clusterId(broker.bootstrapServers())).isEqualTo(broker.clusterId());
        }
    }

    @Test
    void aPortInUseIsSaidInOneSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, taken.getLocalPort()))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessage("Expected port %d of 127.0.0.1 to be free, but it was in use", taken.getLocalPort());
        }

        assertThat(folderIsFree()).isTrue();
    }

    @Test
    void aFolderInUseIsSaidInOneSentenceAndItsHolderIsNotDisturbed() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessage(
                            "Expected folder %s to be free, but it was in use by process %d",
                            folder.toRealPath(), ProcessHandle.current().pid());

            assertThat(Kafka.clusterId(broker.bootstrapServers())).isEqualTo(broker.clusterId());
        }
    }

    @Test
    void settingsThatKafkaRefusesAreSaidAndLeaveNothingBehind() {
        assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0, Map.of("num.io.threads", "none")))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("num.io.threads");

        assertThat(folderIsFree()).isTrue();
    }

    @Test
    void aStartThatFailsHalfWayLeavesNothingBehind() {
        Set<Thread> before = threadsThatKeepTheProcessAlive();

        assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0, Map.of("authorizer.class.name", "no.such.Authorizer")))
                .isInstanceOf(LocalStackException.class)
                .hasMessageStartingWith("Expected Kafka to start on folder");

        assertThat(folderIsFree()).isTrue();
        assertThat(threadsThatKeepTheProcessAlive()).isSubsetOf(before);
    }

    @Test
    void theBrokersPortIsThePortAskedFor() throws Exception {
        int port;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            port = broker.port();
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            assertThat(Kafka.clusterId(broker.bootstrapServers())).isEqualTo(broker.clusterId());
        }
    }

    @Test
    void aClosedBrokerLeavesNoThreadThatKeepsTheProcessAlive() {
        Set<Thread> before = threadsThatKeepTheProcessAlive();

        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        broker.close();
        broker.close();

        assertThat(threadsThatKeepTheProcessAlive()).isSubsetOf(before);
    }

    private boolean folderIsFree() {
        FolderLock.take(folder).close();
        return true;
    }

    private static Set<Thread> threadsThatKeepTheProcessAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }
}
