package io.sessionfold.tests.handover;

import io.sessionfold.engine.peer.PeerPaths;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.tests.faults.EngineCluster;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.awaitility.Awaitility;

/** Instances that serve one group, each a process of its own, and a key of each partition. Used by one thread. */
final class Instances implements AutoCloseable {

    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;
    private final Map<String, String> settings;
    private final int standbys;
    private final List<ServedProcess> running = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();

    Instances(EngineCluster cluster, Path folder, Case of) {
        this.folder = folder;
        this.standbys = of.standbys();
        this.settings = Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "registry.url",
                cluster.registryUrl(),
                "group.protocol",
                of.protocol().label(),
                "replication.factor",
                "1",
                "partitions",
                Integer.toString(EngineCluster.PARTITIONS),
                "standby.replicas",
                Integer.toString(of.standbys()),
                "http.tenant",
                ChatTraffic.TENANT,
                "rocksdb.memory.bytes",
                Long.toString(64L << 20));
        Map<Integer, String> byPartition = new HashMap<>();
        for (int session = 0; byPartition.size() < EngineCluster.PARTITIONS; session++) {
            byte[] recordKey = (ChatTraffic.TENANT + "/s-" + session).getBytes(StandardCharsets.UTF_8);
            byPartition.putIfAbsent(
                    BuiltInPartitioner.partitionForKey(recordKey, EngineCluster.PARTITIONS), "s-" + session);
        }
        keys.addAll(byPartition.values());
    }

    void start(String name) throws IOException {
        running.add(ServedProcess.start(folder, name, settings));
    }

    /** One that is gone is none any more. */
    void gone(ServedProcess instance) {
        running.remove(instance);
    }

    List<ServedProcess> running() {
        return List.copyOf(running);
    }

    /** One per partition. */
    List<String> keys() {
        return List.copyOf(keys);
    }

    /** Waits until all are ready, and every key has one owner and its copies. */
    void settle() {
        Awaitility.await("every key has its owner and its copies")
                .atMost(PATIENCE)
                .until(this::isSettled);
    }

    /** The keys that an instance says it owns. */
    Set<String> owned(ServedProcess instance) throws IOException, InterruptedException {
        Set<String> owned = new HashSet<>();
        for (String key : keys) {
            HttpResponse<String> answer = instance.get("/v1/sessions/" + key);
            if (answer.statusCode() == OK
                    && answer.headers().firstValue("Sessionfold-Served-By").isEmpty()
                    && answer.headers().firstValue("Sessionfold-Staleness-Ms").isEmpty()) {
                owned.add(key);
            }
        }
        return owned;
    }

    @Override
    public void close() {
        running.forEach(ServedProcess::close);
    }

    private boolean isSettled() throws InterruptedException {
        try {
            int owned = 0;
            for (ServedProcess instance : running) {
                if (!instance.isReady()) {
                    return false;
                }
                owned += owned(instance).size();
            }
            return owned == keys.size() && areCopied();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean areCopied() throws IOException, InterruptedException {
        for (String key : keys) {
            int copies = 0;
            for (ServedProcess instance : running) {
                String path = PeerPaths.COPIED + "?key=" + ChatTraffic.TENANT + '/' + key;
                copies += instance.get(path).statusCode() == OK ? 1 : 0;
            }
            // Its owner has it too.
            if (copies < 1 + standbys) {
                return false;
            }
        }
        return true;
    }
}
