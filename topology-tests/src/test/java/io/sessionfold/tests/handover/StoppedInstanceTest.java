package io.sessionfold.tests.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.app.EngineVerification;
import io.sessionfold.engine.config.GroupProtocol;
import io.sessionfold.engine.peer.PeerPaths;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.tests.faults.EngineCluster;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One of two instances with copies for each other is told to stop, under load, as a supervisor tells it. */
final class StoppedInstanceTest {

    private static final int SESSIONS = 24;
    private static final int SIGTERM = 128 + 15;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(GroupProtocol.class)
    @DisplayName(
            "INV-44, INV-46: an instance that is told to stop says so, answers what it was asked, leaves its group, and"
                    + " everything verifies")
    void anInstanceThatIsToldToStopEndsInOrder(GroupProtocol protocol) throws Exception {
        try (EngineCluster cluster = EngineCluster.start(folder);
                Membership members = new Membership(cluster.bootstrapServers(), protocol)) {
            // Far longer than the test: who is gone from the group has left it.
            members.configure(Map.of("streams.num.standby.replicas", "1", "streams.session.timeout.ms", "60000"));
            try (ServedProcess stays = ServedProcess.start(folder, "stays", settings(cluster, protocol));
                    ServedProcess leaves = ServedProcess.start(folder, "leaves", settings(cluster, protocol))) {
                for (ServedProcess instance : List.of(stays, leaves)) {
                    Awaitility.await("it is ready").atMost(PATIENCE).until(instance::isReady);
                }
                new ChatTraffic(cluster).write(0, SESSIONS);
                cluster.flush();
                awaitCopies(stays, leaves);
                assertThat(members.has("leaves")).isTrue();

                List<CompletableFuture<Integer>> load = stop(leaves, stays, members);

                assertThat(leaves.awaitEnd()).as(leaves.said()).isEqualTo(SIGTERM);
                assertThat(members.has("leaves")).as("in the group").isFalse();
                assertThat(members.has("stays")).as("in the group").isTrue();
                assertThat(leaves.said().lines())
                        .as(leaves.said())
                        .extracting(StoppedInstanceTest::message)
                        .containsSubsequence(
                                "Stopping: /ready says so",
                                "HTTP is closed",
                                "The group is left: what was folded is committed, and the stores are closed",
                                "Stopped: what commands wrote is flushed");
                awaitOwner(stays);
                int created = 0;
                for (CompletableFuture<Integer> client : load) {
                    created += client.join();
                }
                assertThat(created).as("sessions that were created under load").isPositive();
                assertThat(new EngineVerification(cluster.settings("verify", Map.of()))
                                .run(EngineVerification.Question.EVERYTHING)
                                .findings())
                        .isEmpty();
            }
        }
    }

    /** Tells it to stop while it is asked, and holds it, step by step, to the order in which it has to end. */
    private static List<CompletableFuture<Integer>> stop(ServedProcess leaves, ServedProcess stays, Membership members)
            throws Exception {
        List<CompletableFuture<Integer>> load = new ArrayList<>();
        for (int client = 0; client < 3; client++) {
            String name = "load-" + client + '-';
            load.add(CompletableFuture.supplyAsync(() -> create(leaves, name)));
        }
        try (HeldRequest held = HeldRequest.post(leaves.port(), "/v1/sessions", creation("held"))) {
            leaves.terminate();
            Awaitility.await("it says that it stops").atMost(PATIENCE).until(() -> !leaves.isReady());
            assertThat(leaves.get("/ready").body()).contains("This instance is stopping");
            assertThat(leaves.get("/v1/sessions/s-0").statusCode())
                    .as("a question to an instance that said it stops")
                    .isEqualTo(200);

            Awaitility.await("it lets nobody in").atMost(PATIENCE).until(leaves::isRefusing);
            assertThat(members.has("leaves"))
                    .as("in the group while it answers")
                    .isTrue();
            assertThat(held.finish()).as("what was asked before").startsWith("HTTP/1.1 20");
        }
        assertThat(stays.isReady()).isTrue();
        return load;
    }

    /** Creates sessions for as long as the instance says that it is ready, as a load balancer lets its clients. */
    private static int create(ServedProcess instance, String name) {
        int created = 0;
        try {
            while (instance.isReady()) {
                HttpResponse<String> answer = instance.post("/v1/sessions", creation(name + created));
                assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
                created++;
            }
        } catch (IOException e) {
            throw new AssertionError("Expected every request that was sent while /ready said yes to be answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return created;
    }

    /** Each has every session: its own, and a copy of the other one's. */
    private static void awaitCopies(ServedProcess one, ServedProcess other) {
        for (ServedProcess instance : List.of(one, other)) {
            Awaitility.await("every session is on both instances")
                    .atMost(PATIENCE)
                    .until(() -> {
                        if (!instance.isReady()) {
                            return false;
                        }
                        for (int session = 0; session < SESSIONS; session++) {
                            String key = ChatTraffic.TENANT + "/s-" + session;
                            if (instance.get(PeerPaths.COPIED + "?key=" + key).statusCode() != 200) {
                                return false;
                            }
                        }
                        return true;
                    });
        }
    }

    /** It has every key for its own, what was on its way to the other instance too. */
    private static void awaitOwner(ServedProcess instance) {
        List<String> keys = new ArrayList<>(List.of("held"));
        for (int session = 0; session < SESSIONS; session++) {
            keys.add("s-" + session);
        }
        Awaitility.await("one instance owns every session").atMost(PATIENCE).until(() -> {
            for (String key : keys) {
                HttpResponse<String> answer = instance.get("/v1/sessions/" + key);
                if (answer.statusCode() != 200
                        || answer.headers().firstValue("Sessionfold-Served-By").isPresent()
                        || answer.headers()
                                .firstValue("Sessionfold-Staleness-Ms")
                                .isPresent()) {
                    return false;
                }
            }
            return true;
        });
    }

    private static String creation(String key) {
        return "{\"sessionKey\":\"%s\",\"name\":\"%s\",\"agentId\":\"agent-7\",\"kind\":\"batch\",\"concurrency\":\"PARALLEL\"}"
                .formatted(key, key);
    }

    /** What a line of the log says, without when and where. */
    private static String message(String line) {
        return line.replaceFirst("^\\S+ +\\S+ +\\[[^]]*] \\S+ ", "")
                .replaceFirst(" \\w+=.*$", "")
                .strip();
    }

    private static Map<String, String> settings(EngineCluster cluster, GroupProtocol protocol) {
        return Map.ofEntries(
                Map.entry("bootstrap.servers", cluster.bootstrapServers()),
                Map.entry("registry.url", cluster.registryUrl()),
                Map.entry("group.protocol", protocol.label()),
                Map.entry("replication.factor", "1"),
                Map.entry("partitions", Integer.toString(EngineCluster.PARTITIONS)),
                Map.entry("standby.replicas", "1"),
                Map.entry("http.tenant", ChatTraffic.TENANT),
                Map.entry("http.stop.notice.ms", "3000"),
                Map.entry(
                        protocol == GroupProtocol.CLASSIC
                                ? "streams.main.consumer.session.timeout.ms"
                                : "streams.main.consumer.max.poll.interval.ms",
                        "600000"));
    }
}
