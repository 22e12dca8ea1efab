package io.sessionfold.tests.load;

import io.sessionfold.engine.app.EngineVerification;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.tests.live.FoldedUpTo;
import io.sessionfold.tests.live.LiveCluster;
import io.sessionfold.tests.live.LiveTopics;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;

/** One broker, and three places for instances that know the clients by their tokens. */
final class LoadCluster implements AutoCloseable {

    static final int PARTITIONS = 6;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String GROUP = "sessionfold";
    private static final List<String> NAMES = List.of("one", "two", "three");

    private final LiveCluster cluster;
    private final Path folder;
    private final Registry registry;
    private final List<Seat> seats;
    private final HttpClient http = HttpClient.newHttpClient();

    private LoadCluster(LiveCluster cluster, Path folder) {
        this.cluster = cluster;
        this.folder = folder;
        this.registry = Registry.connect(List.of(cluster.registryUrl()), Map.of(), InstantSource.system());
        Map<String, String> flags = flags(folder);
        this.seats = NAMES.stream().map(name -> Seat.of(name, folder, flags)).toList();
    }

    /** Starts the broker, with no instance yet. */
    static LoadCluster start(Path folder) {
        return new LoadCluster(LiveCluster.start(folder.resolve("cluster"), PARTITIONS, Map.of()), folder);
    }

    List<Seat> seats() {
        return seats;
    }

    Gateway gateway(Recorder recorder) {
        return new Gateway(cluster.bootstrapServers(), registry, recorder);
    }

    /** A reader of all that is committed; to be closed. */
    LiveTopics topics() {
        return new LiveTopics(cluster.bootstrapServers(), new WriterSchemas(registry, InstantSource.system()));
    }

    /** Starts an instance on every place, and waits until each can answer. */
    void start() {
        seats.forEach(Seat::start);
        for (Seat seat : seats) {
            Awaitility.await("instance " + seat.name() + " is ready")
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> isReady(seat));
        }
    }

    /** Waits until everything in the log is folded and what it led to can be read, and reads it. */
    void readAll(LiveTopics topics) {
        topics.catchUp();
        try (Admin admin = cluster.admin()) {
            FoldedUpTo folded = new FoldedUpTo(admin, GROUP);
            folded.await(topics.inputs());
            folded.awaitNothingOpen(topics.partitions());
        }
        topics.catchUp();
    }

    /** Everything that was published and is live, held against the log (INV-44, INV-46). */
    Report verified() {
        return new EngineVerification(cluster.settings(folder, Map.of())).run(EngineVerification.Question.EVERYTHING);
    }

    @Override
    public void close() {
        seats.forEach(Seat::close);
        cluster.close();
    }

    /** What each instance shows of itself. */
    List<String> metrics() throws IOException, InterruptedException {
        List<String> metrics = new ArrayList<>();
        for (Seat seat : seats) {
            HttpRequest request = HttpRequest.newBuilder(seat.uri("/metrics")).build();
            metrics.add(http.send(request, BodyHandlers.ofString()).body());
        }
        return metrics;
    }

    private boolean isReady(Seat seat) throws IOException, InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(seat.uri("/ready")).build();
        return http.send(ready, BodyHandlers.discarding()).statusCode() == Answer.OK;
    }

    private Map<String, String> flags(Path folder) {
        Map<String, String> flags = new HashMap<>(cluster.flags(folder));
        flags.putAll(Map.of(
                "http.auth", "tokens",
                "http.auth.file", Tokens.write(folder).toString(),
                "http.metrics.open", "true",
                "peer.secret", "a-secret-of-the-instances-of-one-test",
                "http.rate.requests.per.second", "0",
                "http.rate.bytes.per.second", "0",
                "standby.replicas", "1",
                "commit.interval.ms", "100",
                "timer.tick.ms", "500",
                "rocksdb.memory.bytes", Long.toString(64L << 20)));
        return flags;
    }
}
