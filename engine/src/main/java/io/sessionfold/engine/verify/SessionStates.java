package io.sessionfold.engine.verify;

import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.replay.FoldState;
import io.sessionfold.engine.replay.FoldTable;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.engine.verify.StateCheck.Replayed;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Sessions, retry guards and parked events of one partition: the live ones against those of the replay. Not thread-safe. */
final class SessionStates {

    private final SessionCodec sessionCodec = new SessionCodec();
    private final GuardCodec guardCodec = new GuardCodec();
    private final StateCheck sessions;
    private final StateCheck guards;
    private final ParkedCheck parked;

    /** Reads the live ones now: the sessions first, so that the others are never behind them. */
    SessionStates(Subject subject, Changelogs changelogs, int partition, Findings findings) {
        sessions = check(subject, changelogs, StateForm.sessions(), partition, findings);
        guards = check(subject, changelogs, StateForm.guards(), partition, findings);
        parked = new ParkedCheck(check(subject, changelogs, StateForm.parked(), partition, findings));
    }

    private static StateCheck check(
            Subject subject, Changelogs changelogs, StateForm form, int partition, Findings findings) {
        TopicPartition changelog = new TopicPartition(changelogs.of(form.store()), partition);
        return new StateCheck(
                form, new LiveStates(subject.logs(), changelog, form, subject.scope(), subject.patience()), findings);
    }

    /** The replay stands where the live fold stood. */
    void atProgress(FoldTable table, Position at, long recordTimeMs) {
        table.forEach((key, state) -> {
            Session session = state.session();
            if (session != null) {
                sessions.atProgress(session(key, session, at, recordTimeMs));
            }
            if (!state.guards().byKey().isEmpty()) {
                guards.atProgress(guards(key, state.guards(), at, recordTimeMs));
            }
            parked.atProgress(key, state, table, at);
        });
        sessions.allTold(at, recordTimeMs);
        guards.allTold(at, recordTimeMs);
        parked.allTold(at, recordTimeMs);
    }

    /** A key's state after one event behind that place. */
    void after(SessionKey key, FoldTable table, Position at, long recordTimeMs) {
        FoldState state = table.find(key);
        if (sessions.isOpen(key.recordKey())) {
            sessions.after(session(key, state.session(), at, recordTimeMs));
        }
        if (guards.isOpen(key.recordKey())) {
            guards.after(guards(key, state.guards(), at, recordTimeMs));
        }
        parked.after(key, table, at);
    }

    /** Whether some of the live ones were read again when the replay stood there. */
    boolean isRefreshed() {
        return sessions.isRefreshed() || guards.isRefreshed() || parked.isRefreshed();
    }

    void finish(Tally tally) {
        sessions.finish();
        guards.finish();
        parked.finish(tally);
        tally.compared("live sessions", sessions.same());
        tally.compared("live retry guards", guards.same());
    }

    private Replayed session(SessionKey key, @Nullable Session session, Position at, long recordTimeMs) {
        return session == null
                ? Replayed.of(key.recordKey(), null, at, recordTimeMs)
                : Replayed.of(
                        key.recordKey(),
                        sessionCodec.encode(session),
                        session.progress().position(),
                        session.progress().recordTimeMs());
    }

    private Replayed guards(SessionKey key, RetryGuards state, Position at, long recordTimeMs) {
        byte[] bytes = state.byKey().isEmpty() ? null : guardCodec.encode(state);
        return Replayed.of(key.recordKey(), bytes, at, recordTimeMs);
    }
}
