package io.sessionfold.tests.load;

import io.sessionfold.engine.app.EngineVerification;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.tests.live.LiveCluster;
import io.sessionfold.tests.live.LiveTopics;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** One broker, and three places for instances that know the clients by their tokens. */
final class LoadCluster implements AutoCloseable {

    static final int PARTITIONS = 6;

    private static final String GROUP = "sessionfold";
    private static final List<String> NAMES = List.of("one", "two", "three");

    private final LiveCluster cluster;
    private final Path folder;
    private final Registry registry;
    private final Seats seats;

    private LoadCluster(LiveCluster cluster, Path folder) {
        this.cluster = cluster;
        this.folder = folder;
        this.registry = Registry.connect(List.of(cluster.registryUrl()), Map.of(), InstantSource.system());
        Map<String, String> flags = LoadSettings.of(cluster.flags(folder), folder);
        this.seats = new Seats(
                NAMES.stream().map(name -> Seat.of(name, folder, flags)).toList());
    }

    /** Starts the broker, with no instance yet. */
    static LoadCluster start(Path folder) {
        return new LoadCluster(LiveCluster.start(folder.resolve("cluster"), PARTITIONS, Map.of()), folder);
    }

    Seats seats() {
        return seats;
    }

    Gateway gateway(Recorder recorder) {
        return new Gateway(cluster.bootstrapServers(), registry, recorder);
    }

    /** A reader of all that is committed; to be closed. */
    LiveTopics topics() {
        return new LiveTopics(cluster.bootstrapServers(), new WriterSchemas(registry, InstantSource.system()));
    }

    /** Waits until everything in the log is folded and what it led to can be read, and reads it. */
    List<String> readAll(LiveTopics topics) throws IOException, InterruptedException {
        try (Admin admin = cluster.admin()) {
            return Rest.await(topics, admin, GROUP, seats);
        }
    }

    /** Everything that was published and is live, held against the log (INV-44, INV-46). */
    Report verified() {
        return new EngineVerification(cluster.settings(folder, Map.of())).run(EngineVerification.Question.EVERYTHING);
    }

    @Override
    public void close() {
        seats.close();
        cluster.close();
    }
}
