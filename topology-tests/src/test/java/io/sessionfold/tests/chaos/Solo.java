package io.sessionfold.tests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.engine.app.EngineVerification;
import io.sessionfold.engine.config.SettingNames;
import io.sessionfold.tests.live.EventWriter;
import io.sessionfold.tests.live.FoldedUpTo;
import io.sessionfold.tests.live.LiveCluster;
import io.sessionfold.tests.load.Seat;
import io.sessionfold.tests.load.Seats;
import io.sessionfold.wire.Registry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** One broker, and one place for an engine that is a process of its own. Used by one thread. */
final class Solo implements AutoCloseable {

    private static final int PARTITIONS = 2;
    private static final String TENANT = "acme";
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final LiveCluster cluster;
    private final EventWriter writer;
    private final Admin admin;
    private final Seats engines;
    private final Map<TopicPartition, Long> written = new HashMap<>();
    private int sessions;

    private Solo(Path folder, LiveCluster cluster) {
        this.folder = folder;
        this.cluster = cluster;
        Registry registry = Registry.connect(List.of(cluster.registryUrl()), Map.of(), InstantSource.system());
        this.writer = new EventWriter(cluster.bootstrapServers(), registry);
        this.admin = cluster.admin();
        Map<String, String> flags = new HashMap<>(cluster.flags(folder));
        flags.put(SettingNames.HTTP_TENANT, TENANT);
        this.engines = new Seats(List.of(Seat.of("one", folder, flags)));
    }

    /** Starts the broker, with no engine yet. */
    static Solo start(Path folder) {
        return new Solo(folder, LiveCluster.start(folder.resolve("cluster"), PARTITIONS, Map.of()));
    }

    Seat engine() {
        return engines.all().get(0);
    }

    /** Waits until the engine can answer. */
    void awaitReady() {
        engines.awaitReady(engine());
    }

    /** What the engine has said. */
    Path log() {
        return folder.resolve("log-" + engine().name());
    }

    /** Creates so many sessions more, of half a kilobyte each. */
    void createSessions(int number) {
        for (int last = sessions + number; sessions < last; sessions++) {
            String key = "s-" + sessions;
            writer.write(
                    LifecycleEvent.newBuilder()
                            .setEventId(key + "/created")
                            .setTenantId(TENANT)
                            .setSessionKey(key)
                            .setProducerId("gateway")
                            .setEventTime(Instant.EPOCH)
                            .setSource(EventSource.GATEWAY)
                            .setPayload(SessionCreated.newBuilder()
                                    .setSessionId("i-1")
                                    .setOwnerUserId("ada")
                                    .setCreatedByUserId("ada")
                                    .setKind("chat")
                                    .setName("session ".repeat(25) + key)
                                    .setConcurrency(Concurrency.PARALLEL)
                                    .setMemberPolicy(MemberPolicy.STRICT)
                                    .build())
                            .build(),
                    null);
        }
        written.putAll(writer.flush());
    }

    /** Waits until everything is folded, and what it led to is committed. */
    void awaitFolded() {
        FoldedUpTo folded = new FoldedUpTo(admin, Trio.GROUP);
        folded.await(written);
        folded.awaitNothingOpen(written.keySet());
    }

    /** Waits until the history has the session that was created last. */
    void awaitHistory() {
        Awaitility.await("the history has everything")
                .atMost(PATIENCE)
                .until(() -> engines.status(engine(), "/v1/sessions/s-" + (sessions - 1) + "/history") == OK);
    }

    /** Everything that was published and is live follows from the log (INV-44, INV-46). */
    void everythingHolds() {
        assertThat(new EngineVerification(cluster.settings(folder, Map.of()))
                        .run(EngineVerification.Question.EVERYTHING)
                        .findings())
                .isEmpty();
    }

    @Override
    public void close() {
        engines.close();
        writer.close();
        admin.close();
        cluster.close();
    }
}
