package io.sessionfold.tests.live;

import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.MovedClock;
import io.sessionfold.tests.driver.Stage;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A real broker and a real engine for a log that is already written, its lapses and record times included: the engine's
 * clock stands before all of it, so that its timer adds nothing.
 */
public final class RestingEngine implements AutoCloseable {

    private static final String GROUP = "sessionfold";
    private static final int PARTITIONS = 2;

    private final TestFolder folder = TestFolder.create();
    private final MovedClock clock = new MovedClock(Day.FIRST.midnightMs());
    private final LiveCluster cluster;
    private final LiveEngine engine;
    private final EventWriter writer;
    private final LiveTopics topics;
    private final Admin admin;

    private RestingEngine() {
        cluster = LiveCluster.start(
                folder.path().resolve("cluster"),
                PARTITIONS,
                Map.of(
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "CreateTime",
                        // The day of the log may not have come yet on this machine.
                        TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                        Long.toString(Long.MAX_VALUE)));
        engine = LiveEngine.start(cluster.settings(folder.path().resolve("state"), Map.of()), clock);
        writer = new EventWriter(cluster.bootstrapServers(), engine.engine().registry());
        topics = new LiveTopics(cluster.bootstrapServers(), engine.engine().writerSchemas());
        admin = cluster.admin();
    }

    public static RestingEngine start() {
        return new RestingEngine();
    }

    /** A stage on which tenants have the names that they are given. */
    public Stage stage() {
        return new LiveStage(
                Day.FIRST,
                "",
                TimePassing.of(clock),
                engine,
                writer,
                topics,
                new FoldedUpTo(admin, GROUP),
                new Settling(admin, GROUP, topics));
    }

    public String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    public String registryUrl() {
        return cluster.registryUrl();
    }

    @Override
    public void close() {
        admin.close();
        topics.close();
        writer.close();
        engine.close();
        cluster.close();
        folder.close();
    }
}
