package io.sessionfold.tests.live;

import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.config.SettingNames;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.MovedClock;
import io.sessionfold.tests.driver.Stage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * A real broker and a real engine in this process, shared by all scenarios: each has tenants and a day of its own, long
 * after the one before.
 */
public final class LiveDriver implements Driver, AutoCloseable {

    /** The partition count of its topics. */
    public static final int PARTITIONS = 2;

    /** Long past: a broker takes no record from the future. */
    private static final Day FIRST_DAY = Day.FIRST.plus(-14_000);

    /** The least that lies between two scenarios: what one leaves behind has lapsed when the next begins. */
    private static final int DAYS_PER_SCENARIO = 14;

    private static final String GROUP = "sessionfold";

    private final String name;
    private final TimePassing time;
    private final TestFolder folder = TestFolder.create();
    private final LiveCluster cluster;
    private final LiveEngine engine;
    private final EventWriter writer;
    private final LiveTopics topics;
    private final Admin admin;
    private int scenarios;
    private Day day = FIRST_DAY;
    private @Nullable LiveStage last;

    private LiveDriver(
            FoldVersions folds,
            String name,
            Function<Path, KafkaStack> stack,
            InstantSource clock,
            TimePassing time,
            Map<String, String> topic,
            Map<String, String> settings) {
        this.name = name;
        this.time = time;
        cluster = LiveCluster.on(stack.apply(folder.path().resolve("cluster")), PARTITIONS, topic);
        engine = LiveEngine.start(cluster.settings(folder.path().resolve("state"), settings), clock, folds);
        Engine started = engine.engine();
        writer = new EventWriter(cluster.bootstrapServers(), started.registry());
        topics = new LiveTopics(cluster.bootstrapServers(), started.writerSchemas());
        admin = cluster.admin();
    }

    /** The events topic is CreateTime, and the engine's clock is moved by hand, so that any time can pass. */
    public static LiveDriver onMovedTime() {
        return onMovedTime(FoldVersions.KNOWN);
    }

    /** The same with an engine that knows these fold versions. */
    public static LiveDriver onMovedTime(FoldVersions folds) {
        return onMovedTime(folds, "LiveDriver", KafkaStack::embedded, Map.of());
    }

    /**
     * The same on another Kafka.
     *
     * @param stack starts it, empty, on a folder that it may use; it is closed with the driver
     */
    public static LiveDriver onMovedTime(FoldVersions folds, String name, Function<Path, KafkaStack> stack) {
        return onMovedTime(folds, name, stack, Map.of());
    }

    /** The same without a cache in front of the session store. */
    public static LiveDriver withoutCache() {
        return onMovedTime(
                FoldVersions.KNOWN,
                "LiveDriver without cache",
                KafkaStack::embedded,
                Map.of(SettingNames.SESSIONS_CACHE_BYTES, "0"));
    }

    /** The events topic is LogAppendTime and the clock the machine's, as where it counts. */
    public static LiveDriver onAppendTime() {
        return new LiveDriver(
                FoldVersions.KNOWN,
                "LiveDriver on LogAppendTime",
                KafkaStack::embedded,
                InstantSource.system(),
                TimePassing.real(),
                Map.of(),
                Map.of());
    }

    private static LiveDriver onMovedTime(
            FoldVersions folds, String name, Function<Path, KafkaStack> stack, Map<String, String> settings) {
        MovedClock clock = new MovedClock(FIRST_DAY.startMs());
        Map<String, String> createTime = Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        return new LiveDriver(folds, name, stack, clock, TimePassing.of(clock), createTime, settings);
    }

    public String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    public String registryUrl() {
        return cluster.registryUrl();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Stage begin() {
        scenarios++;
        // The engine's clock never goes back: the next scenario has to begin after the last one, however long that was.
        day = day.plus(last == null ? DAYS_PER_SCENARIO : Math.max(DAYS_PER_SCENARIO, last.daysPassed() + 1));
        time.pass(day.startMs(), day.startMs());
        last = new LiveStage(
                day,
                "-" + scenarios,
                time,
                engine,
                writer,
                topics,
                new FoldedUpTo(admin, GROUP),
                new Settling(admin, GROUP, topics));
        return last;
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
