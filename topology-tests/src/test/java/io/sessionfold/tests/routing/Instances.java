package io.sessionfold.tests.routing;

import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.app.ServingEngine;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.faults.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.awaitility.Awaitility;

/** Engines with HTTP on one broker, each keeping copies for the others. */
final class Instances implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final EngineCluster cluster;
    private final List<ServingEngine> engines = new ArrayList<>();
    private final HttpClient client;

    Instances(EngineCluster cluster) {
        this(cluster, HttpClient.newHttpClient());
    }

    /** @param client who asks them */
    Instances(EngineCluster cluster, HttpClient client) {
        this.cluster = cluster;
        this.client = client;
    }

    /** Starts one more, known to the others by a port of its own. */
    void start(String name) {
        start(name, Map.of());
    }

    /** The same, with settings of its own. */
    ServingEngine start(String name, Map<String, String> more) {
        String port = Integer.toString(FreePorts.next());
        Map<String, String> settings = new HashMap<>(Map.of(
                "http.port",
                port,
                "http.advertised",
                "127.0.0.1:" + port,
                "http.tenant",
                ChatTraffic.TENANT,
                "peer.secret",
                "a-secret-that-three-instances-share",
                "standby.replicas",
                "1"));
        settings.putAll(more);
        ServingEngine engine = ServingEngine.start(cluster.settings(name, settings));
        engines.add(engine);
        return engine;
    }

    List<ServingEngine> all() {
        return List.copyOf(engines);
    }

    List<Engine> folding() {
        return engines.stream().map(ServingEngine::engine).toList();
    }

    /** Waits until all run and every partition has its owner and its copy, each elsewhere. */
    void settle() {
        Awaitility.await("every partition has an owner and a copy")
                .atMost(PATIENCE)
                .until(() -> engines.stream().allMatch(this::isSettled));
    }

    HttpResponse<String> get(ServingEngine engine, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(engine.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(ServingEngine engine, String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(engine.url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Stops one cleanly. */
    void stop(ServingEngine engine) {
        engine.close();
        engines.remove(engine);
    }

    @Override
    public void close() {
        engines.forEach(ServingEngine::close);
    }

    private boolean isSettled(ServingEngine engine) {
        KafkaStreams streams = engine.engine().streams();
        if (streams.state() != KafkaStreams.State.RUNNING) {
            return false;
        }
        var instances = streams.metadataForAllStreamsClients();
        long owned = instances.stream()
                .flatMap(instance -> instance.topicPartitions().stream())
                .filter(partition -> partition.topic().equals("sessionfold.events"))
                .count();
        long copied = instances.stream()
                .flatMap(instance -> instance.standbyTopicPartitions().stream())
                .filter(partition -> partition.topic().equals("sessionfold.events"))
                .count();
        return instances.size() == engines.size()
                && owned == EngineCluster.PARTITIONS
                && copied == EngineCluster.PARTITIONS;
    }
}
