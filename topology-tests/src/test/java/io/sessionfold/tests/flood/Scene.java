package io.sessionfold.tests.flood;

import io.sessionfold.tests.live.LiveCluster;
import io.sessionfold.tests.load.LoadPlan;
import io.sessionfold.tests.load.LoadSettings;
import io.sessionfold.tests.load.Seat;
import io.sessionfold.tests.load.Tokens;
import io.sessionfold.wire.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** One broker, one instance in a process of its own with the limits that it has by itself, and two tenants. */
final class Scene implements AutoCloseable {

    static final int LOUD_SESSIONS = 100;
    static final int QUIET_SESSIONS = 8;

    private static final int PARTITIONS = 4;
    private static final String USER = "ada";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final LiveCluster cluster;
    private final Seat seat;
    private final Party quiet;
    private final Party loud;
    private final Party nobody;
    private final LoudRecords records;

    private Scene(LiveCluster cluster, Path folder, Map<String, String> more) {
        this.cluster = cluster;
        Map<String, String> flags = new HashMap<>(LoadSettings.of(cluster.flags(folder), folder));
        flags.keySet().removeAll(LoadSettings.NO_RATES.keySet());
        flags.put("standby.replicas", "0");
        flags.putAll(more);
        this.seat = Seat.of("only", folder, flags);
        String quietTenant = LoadPlan.TENANTS.get(0);
        String loudTenant = LoadPlan.TENANTS.get(1);
        String url = seat.uri("").toString();
        this.quiet = new Party(url, Tokens.of(quietTenant, USER));
        this.loud = new Party(url, Tokens.of(loudTenant, USER));
        this.nobody = new Party(url, Tokens.of("no such tenant", USER));
        this.records = new LoudRecords(
                cluster.bootstrapServers(),
                Registry.connect(List.of(cluster.registryUrl()), Map.of(), InstantSource.system()),
                loudTenant);
    }

    /** Starts all of it, and makes the sessions. */
    static Scene start(Path folder, Map<String, String> more) throws IOException, InterruptedException {
        Scene scene = new Scene(LiveCluster.start(folder.resolve("cluster"), PARTITIONS, Map.of()), folder, more);
        scene.seat.start();
        Awaitility.await("the instance is ready")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> scene.quiet.get("/ready").statusCode() == 200);
        for (int n = 0; n < QUIET_SESSIONS; n++) {
            scene.quiet.create("s-" + n);
        }
        for (int n = 0; n < LOUD_SESSIONS; n++) {
            scene.loud.create("s-" + n);
        }
        return scene;
    }

    Party quiet() {
        return quiet;
    }

    Party loud() {
        return loud;
    }

    /** Who has a token that nobody gave. */
    Party nobody() {
        return nobody;
    }

    LoudRecords records() {
        return records;
    }

    @Override
    public void close() {
        records.close();
        seat.close();
        cluster.close();
    }
}
