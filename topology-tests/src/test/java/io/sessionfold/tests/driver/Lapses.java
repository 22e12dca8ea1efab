package io.sessionfold.tests.driver;

import io.sessionfold.contract.DeadlineKind;
import io.sessionfold.contract.DeadlineLapsed;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.session.Deadline;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.TimerKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** The timer's part, played by hand: what is due, and the event that says so. */
public final class Lapses {

    private Lapses() {}

    /** A deadline of one session. */
    public record Due(SessionKey key, TimerKey timer, Deadline deadline) {}

    /** What is due first of all at a time: by deadline, then by session, kind and subject. */
    static Optional<Due> first(Collection<Session> sessions, long nowMs) {
        return sessions.stream()
                .flatMap(
                        session -> session.runningTimers().dueAt(nowMs).stream().map(due -> due(session, due)))
                .min(Comparator.comparingLong((Due due) -> due.deadline().deadlineAtMs())
                        .thenComparing(Due::key)
                        .thenComparing(Due::timer));
    }

    /** Whether no deadline has passed that is still held. */
    public static boolean isNothingDue(Collection<StoredSession> sessions, long nowMs) {
        return first(sessions.stream().map(StoredSession::session).toList(), nowMs)
                .isEmpty();
    }

    /** The event that the timer writes. */
    public static LifecycleEvent event(Due due, long nowMs) {
        return LifecycleEvent.newBuilder()
                .setEventId("timer:" + due.timer() + ":" + due.deadline().generation() + ":" + nowMs)
                .setTenantId(due.key().tenantId())
                .setSessionKey(due.key().sessionKey())
                .setProducerId("timer")
                .setEventTime(Instant.ofEpochMilli(nowMs))
                .setSource(EventSource.TIMER)
                .setPayload(new DeadlineLapsed(
                        DeadlineKind.valueOf(due.timer().kind().name()),
                        due.timer().subjectId(),
                        Instant.ofEpochMilli(due.deadline().deadlineAtMs()),
                        due.deadline().generation()))
                .build();
    }

    private static Due due(Session session, Map.Entry<TimerKey, Deadline> entry) {
        return new Due(session.key(), entry.getKey(), entry.getValue());
    }
}
