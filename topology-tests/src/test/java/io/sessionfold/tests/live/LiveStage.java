package io.sessionfold.tests.live;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.Lapses;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.driver.Outputs;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Replay;
import io.sessionfold.tests.driver.Stage;
import io.sessionfold.tests.driver.StoredSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;

/** One scenario on the live engine. */
final class LiveStage implements Stage {

    private final Day day;
    private final String suffix;
    private final TimePassing time;
    private final LiveEngine engine;
    private final EventWriter writer;
    private final LiveTopics topics;
    private final FoldedUpTo folded;
    private final Settling settling;
    private final Set<String> tenants = new TreeSet<>();
    private final Map<String, Outputs> seen = new HashMap<>();
    private final Outputs outputs = Outputs.empty();
    private long nowMs;

    LiveStage(
            Day day,
            String suffix,
            TimePassing time,
            LiveEngine engine,
            EventWriter writer,
            LiveTopics topics,
            FoldedUpTo folded,
            Settling settling) {
        this.day = day;
        this.suffix = suffix;
        this.time = time;
        this.nowMs = day.startMs();
        this.engine = engine;
        this.writer = writer;
        this.topics = topics;
        this.folded = folded;
        this.settling = settling;
    }

    /** How many days the scenario has taken so far, its first one not counted. */
    int daysPassed() {
        return (int) Duration.ofMillis(nowMs - day.midnightMs()).toDays();
    }

    @Override
    public Day day() {
        return day;
    }

    @Override
    public String tenant(String alias) {
        String tenant = alias + suffix;
        tenants.add(tenant);
        return tenant;
    }

    @Override
    public void append(LifecycleEvent event, long recordTimeMs) {
        writer.write(event, recordTimeMs);
    }

    /** The two topics have no order between them, so that one is folded to its end before the other is written to. */
    @Override
    public void append(WorkerEvent event, long recordTimeMs) {
        settling.await(writer.flush());
        writer.write(event, recordTimeMs);
        settling.await(writer.flush());
    }

    /** The log is folded beside the engine, so that it is known what the engine's timer has to write yet. */
    @Override
    public void timePassesTo(long toMs) {
        folded.await(writer.flush());
        long dueUntilMs = time.pass(nowMs, toMs);
        nowMs = toMs;
        Awaitility.await("all that is due at " + day.clock(toMs) + " has lapsed")
                .atMost(LiveEngine.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    topics.catchUp();
                    return Lapses.isNothingDue(Replay.of(log()).sessions().values(), dueUntilMs);
                });
    }

    @Override
    public Recording recording() {
        settling.await(writer.flush());
        SortedMap<SessionKey, StoredSession> sessions = new TreeMap<>();
        for (String tenant : tenants) {
            sessions.putAll(engine.sessions(tenant));
            addNewOutputsOf(tenant);
        }
        return new Recording(
                log(),
                outputs.copy(),
                sessions,
                engine.counts().missing() + engine.workerCounts().missing());
    }

    @Override
    public void close() {
        folded.await(writer.flush());
    }

    /** What a tenant's topics have beside what was seen goes to the end, so that a later look only ever sees more. */
    private void addNewOutputsOf(String tenant) {
        Outputs all = topics.of(tenant).outputs().copy();
        outputs.addAll(all.since(seen.getOrDefault(tenant, Outputs.NONE)));
        seen.put(tenant, all);
    }

    private List<LogEntry> log() {
        List<LogEntry> log = new ArrayList<>();
        tenants.forEach(tenant -> log.addAll(topics.of(tenant).log()));
        return log;
    }
}
