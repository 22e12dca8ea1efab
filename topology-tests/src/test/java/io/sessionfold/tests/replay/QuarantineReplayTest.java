package io.sessionfold.tests.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.Position;
import io.sessionfold.contract.QuarantineReleased;
import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.DiskTables;
import io.sessionfold.engine.replay.FoldObserver;
import io.sessionfold.engine.replay.Folded;
import io.sessionfold.engine.replay.MemoryTables;
import io.sessionfold.engine.replay.ReplayOrigin;
import io.sessionfold.engine.replay.ReplayTables;
import io.sessionfold.engine.replay.Replayed;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.replay.Until;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.driver.PoisonedFold;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.faults.EngineCounts;
import io.sessionfold.tests.faults.LiveStates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T18: a poison record in the middle of a log, replayed with a fold that was repaired since. */
final class QuarantineReplayTest {

    private static final SessionKey POISONED = new SessionKey(ChatTraffic.TENANT, "s-1");
    private static final int SESSIONS = 5;
    private static final Until END = new Until.End();

    @TempDir
    Path folder;

    private EngineCluster cluster;
    private Engine engine;
    private Logs logs;

    @BeforeEach
    void poison() throws Exception {
        cluster = EngineCluster.start(folder);
        engine = cluster.startEngine("buggy", PoisonedFold.versions());
        logs = new KafkaLogs(Map.of("bootstrap.servers", cluster.bootstrapServers()));
        for (int number = 0; number < SESSIONS; number++) {
            String key = "s-" + number;
            for (int step = 0; step < ChatTraffic.EVENTS; step++) {
                boolean isPoison = number == 1 && step == 2;
                send(LifecycleEvent.newBuilder(ChatTraffic.event(key, step))
                        .setEventId((isPoison ? "poison-1-" : "") + key + '-' + step)
                        .build());
            }
        }
        cluster.flush();
        EngineCounts.await(
                List.of(engine), counts -> counts.get(Count.PARKED) == 4 && isRead(counts.get(Count.READ), 1));
    }

    @AfterEach
    void stop() {
        logs.close();
        cluster.close();
    }

    @Test
    @DisplayName("INV-44, INV-47: a repaired fold takes the quarantine from the log, and comes to the live states")
    void aRepairedFoldTakesTheQuarantineFromTheLog() {
        MemoryTables tables = new MemoryTables();

        Replayed replayed = States.run(logs, cluster.schemas(), tables, END, Scope.ALL, FoldObserver.BLIND);

        assertThat(replayed.counts().get(Count.PARKED)).isEqualTo(4);
        assertThat(replayed.counts().missing()).isZero();
        assertThat(LiveStates.replayed(cluster)).isEqualTo(LiveStates.held(List.of(engine)));
    }

    @Test
    @DisplayName("INV-47: at the very position of the poison its session was set apart, though that is told behind it")
    void atThePositionOfThePoisonItsSessionWasSetApart() {
        Folded poison = poisoned(END);
        MemoryTables tables = new MemoryTables();
        int partition = poison.record().partition();
        Until there = new Until.Positions(
                new TreeMap<>(Map.of(partition, poison.record().offset())));

        States.run(logs, cluster.schemas(), tables, there, Scope.session(POISONED), FoldObserver.BLIND);

        assertThat(Objects.requireNonNull(tables.table(partition).find(POISONED).session())
                        .isQuarantined())
                .isTrue();
        assertThat(tables.table(partition).parked(POISONED))
                .containsOnlyKeys(poison.record().offset());
    }

    @Test
    @DisplayName("INV-44, INV-47: a release frees what is parked, also for a replay that was interrupted before it")
    void aReleaseFreesWhatIsParked() throws Exception {
        Path data = folder.resolve("data");
        ReplayOrigin origin =
                new ReplayOrigin(logs.identity(Topics.EVENTS), EngineCluster.PARTITIONS, 1, Scope.ALL.toString());
        try (ReplayTables tables = DiskTables.open(data, origin)) {
            States.run(logs, cluster.schemas(), tables, END, Scope.ALL, FoldObserver.BLIND);
        }
        send(LifecycleEvent.newBuilder(ChatTraffic.event("s-1", 0))
                .setEventId("release")
                .setPayload(new QuarantineReleased(new Position(Topics.EVENTS, 0, Long.MAX_VALUE), List.of()))
                .build());
        cluster.flush();
        EngineCounts.await(
                List.of(engine), counts -> counts.get(Count.PARKED) == 0 && isRead(counts.get(Count.READ), 2));

        assertThat(LiveStates.replayed(cluster)).isEqualTo(LiveStates.held(List.of(engine)));
        try (ReplayTables tables = DiskTables.open(data, origin)) {
            Replayed resumed = States.run(logs, cluster.schemas(), tables, END, Scope.ALL, FoldObserver.BLIND);
            assertThat(resumed.read()).isEqualTo(1);
            assertThat(States.in(tables, resumed)).isEqualTo(States.of(logs, cluster.schemas(), END, Scope.ALL));
        }
    }

    @Test
    @DisplayName("INV-47: an observer that cannot take anything back sees each record once, the poison as parked")
    void anObserverThatIsFinalSeesEachRecordOnce() {
        List<String> seen = new CopyOnWriteArrayList<>();
        FoldObserver observer = new FoldObserver() {
            @Override
            public void folded(Folded folded) {
                seen.add(folded.record().partition() + "@" + folded.record().offset());
            }

            @Override
            public boolean isFinal() {
                return true;
            }
        };

        States.run(logs, cluster.schemas(), new MemoryTables(), END, Scope.ALL, observer);

        assertThat(seen).hasSize(SESSIONS * ChatTraffic.EVENTS + 1).doesNotHaveDuplicates();
        Folded poison = poisoned(END);
        assertThat(Objects.requireNonNull(poison.outcome()).decisions()).first().isInstanceOf(Decision.Parked.class);
    }

    /** What became of the poison, when it was folded last. */
    private Folded poisoned(Until until) {
        List<Folded> poison = new ArrayList<>();
        FoldObserver observer = folded -> {
            if (folded.received() instanceof Received.Event<RecordedEvent> event
                    && event.event().envelope().eventId().equals("poison-1-s-1-2")) {
                poison.add(folded);
            }
        };
        States.run(logs, cluster.schemas(), new MemoryTables(), until, Scope.session(POISONED), observer);
        return poison.get(poison.size() - 1);
    }

    private static boolean isRead(long read, int more) {
        return read == (long) SESSIONS * ChatTraffic.EVENTS + more;
    }

    private void send(LifecycleEvent event) {
        String recordKey = event.getTenantId() + '/' + event.getSessionKey();
        cluster.send(null, recordKey.getBytes(StandardCharsets.UTF_8), cluster.framed(event));
    }
}
