package io.sessionfold.tests.live;

import io.sessionfold.engine.app.Engine;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.MovedClock;
import io.sessionfold.tests.driver.Stage;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A real broker and a real engine in this process, shared by all scenarios: each has tenants and a day of its own, the next
 * day for the next scenario. The events topic is CreateTime, and the engine's clock is moved by hand.
 */
public final class LiveDriver implements Driver, AutoCloseable {

    /** Long past: a broker takes no record from the future. */
    private static final Day FIRST_DAY = Day.FIRST.plus(-3_650);

    private static final int PARTITIONS = 2;

    private final TestFolder folder = TestFolder.create();
    private final MovedClock clock = new MovedClock(FIRST_DAY.startMs());
    private final LiveCluster cluster;
    private final LiveEngine engine;
    private final EventWriter writer;
    private final LiveTopics topics;
    private final Admin admin;
    private int scenarios;

    public LiveDriver() {
        cluster = LiveCluster.start(
                folder.path().resolve("cluster"),
                PARTITIONS,
                Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"));
        engine = LiveEngine.start(cluster.settings(folder.path().resolve("state"), Map.of()), clock);
        Engine started = engine.engine();
        writer = new EventWriter(cluster.bootstrapServers(), started.registry());
        topics = new LiveTopics(cluster.bootstrapServers(), started.writerSchemas());
        admin = cluster.admin();
    }

    @Override
    public String name() {
        return "LiveDriver";
    }

    @Override
    public Stage begin() {
        scenarios++;
        Day day = FIRST_DAY.plus(scenarios);
        clock.moveTo(day.startMs());
        return new LiveStage(day, "-" + scenarios, clock, engine, writer, topics, new FoldedUpTo(admin, "sessionfold"));
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
