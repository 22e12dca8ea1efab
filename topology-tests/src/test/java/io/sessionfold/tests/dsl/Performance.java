package io.sessionfold.tests.dsl;

import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.engine.session.Deadline;
import io.sessionfold.engine.session.DeadlineKind;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.TimerKey;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.Lapses;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Stage;
import io.sessionfold.tests.driver.StoredSession;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One scenario while it plays: its clock, the events that it wrote, and the lapses that are on their way. */
public final class Performance {

    private final Stage stage;
    private final Map<String, LifecycleEvent> written = new HashMap<>();
    private final Map<String, Lapses.Due> leftTheTimer = new HashMap<>();
    private long nowMs;
    private int workerEvents;
    private @Nullable LifecycleEvent last;
    private @Nullable Recording seen;

    /** Begins on an empty stage. */
    public Performance(Stage stage) {
        this.stage = stage;
        this.nowMs = stage.day().startMs();
    }

    Day day() {
        return stage.day();
    }

    long nowMs() {
        return nowMs;
    }

    /** All that came of it so far. */
    public Recording recording() {
        if (seen == null) {
            seen = stage.recording();
        }
        return seen;
    }

    /** The tenant that a scenario means by its name. */
    String tenant(String alias) {
        return stage.tenant(alias);
    }

    /** The session that a scenario means by its name. */
    SessionKey key(String tenantAlias, String sessionAlias) {
        return new SessionKey(stage.tenant(tenantAlias), sessionAlias);
    }

    void write(EventToWrite event) {
        Claims claims = event.claims();
        SessionKey key = key(event.tenantAlias(), event.sessionAlias());
        String eventId = claims.eventId() == null ? "e-" + (written.size() + 1) : claims.eventId();
        long claimedMs = claims.claimedAt() == null ? nowMs : day().at(claims.claimedAt());
        LifecycleEvent record = LifecycleEvent.newBuilder()
                .setEventId(eventId)
                .setTenantId(key.tenantId())
                .setSessionKey(key.sessionKey())
                .setSessionId(claims.sessionId())
                .setProducerId(claims.producerId())
                .setProducerEpoch(claims.producerEpoch())
                .setProducerSequence(claims.producerSequence())
                .setEventTime(Instant.ofEpochMilli(claimedMs))
                .setSource(EventSource.GATEWAY)
                .setPayload(event.payload().apply(day()))
                .build();
        written.put(eventId, record);
        last = record;
        append(record, claims.recorded() == null ? nowMs : claims.recorded().ms(day(), nowMs));
    }

    /** Writes a worker event; it is numbered apart from the lifecycle events. */
    void write(WorkerHappening happening) {
        workerEvents++;
        seen = null;
        stage.append(
                WorkerEvent.newBuilder()
                        .setEventId("w-e-" + workerEvents)
                        .setTenantId(stage.tenant(EventToWrite.TENANT))
                        .setDeploymentId(happening.deploymentId())
                        .setEventTime(Instant.ofEpochMilli(nowMs))
                        .setPayload(happening.payload())
                        .build(),
                nowMs);
    }

    void again(@Nullable String eventId) {
        LifecycleEvent record = eventId == null ? last : written.get(eventId);
        if (record == null) {
            throw new NoSuchEventException("Expected event " + eventId + " to be written before it is delivered again");
        }
        append(record, nowMs);
    }

    void timePasses(TimePasses.To to) {
        nowMs = to.ms(day(), nowMs);
        seen = null;
        stage.timePassesTo(nowMs);
    }

    void lapseLeaves(Lapse lapse) {
        held(lapse).ifPresent(due -> leftTheTimer.put(name(lapse), due));
    }

    /** A lapse of a deadline that is not held any more, nor left the timer before, is one that nobody can have written. */
    void lapseArrives(Lapse lapse) {
        Lapses.Due left = leftTheTimer.remove(name(lapse));
        Lapses.Due due = left == null ? held(lapse).orElseGet(() -> neverHeld(lapse)) : left;
        append(Lapses.event(due, nowMs), nowMs);
    }

    private void append(LifecycleEvent record, long recordTimeMs) {
        seen = null;
        stage.append(record, recordTimeMs);
    }

    private Optional<Lapses.Due> held(Lapse lapse) {
        SessionKey key = key(EventToWrite.TENANT, lapse.sessionAlias());
        StoredSession stored = recording().sessions().get(key);
        TimerKey timer = timer(lapse);
        return Optional.ofNullable(stored)
                .flatMap(found -> found.session().timers().find(timer.kind(), timer.subjectId()))
                .map(deadline -> new Lapses.Due(key, timer, deadline));
    }

    private Lapses.Due neverHeld(Lapse lapse) {
        return new Lapses.Due(
                key(EventToWrite.TENANT, lapse.sessionAlias()), timer(lapse), new Deadline(nowMs, Long.MAX_VALUE));
    }

    private static TimerKey timer(Lapse lapse) {
        return new TimerKey(DeadlineKind.valueOf(lapse.kind().name()), lapse.subjectId());
    }

    private static String name(Lapse lapse) {
        return lapse.sessionAlias() + "/" + timer(lapse);
    }
}
