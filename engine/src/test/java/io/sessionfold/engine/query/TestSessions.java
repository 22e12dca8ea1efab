package io.sessionfold.engine.query;

import io.sessionfold.engine.session.AbortMarks;
import io.sessionfold.engine.session.Activity;
import io.sessionfold.engine.session.Admission;
import io.sessionfold.engine.session.Concurrency;
import io.sessionfold.engine.session.DesiredState;
import io.sessionfold.engine.session.Fences;
import io.sessionfold.engine.session.HistoryDigest;
import io.sessionfold.engine.session.Identity;
import io.sessionfold.engine.session.LastChange;
import io.sessionfold.engine.session.LastRun;
import io.sessionfold.engine.session.Lifecycle;
import io.sessionfold.engine.session.MemberPolicy;
import io.sessionfold.engine.session.Phase;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.Progress;
import io.sessionfold.engine.session.Routes;
import io.sessionfold.engine.session.Run;
import io.sessionfold.engine.session.RunOwner;
import io.sessionfold.engine.session.RunState;
import io.sessionfold.engine.session.Runs;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.SessionPolicy;
import io.sessionfold.engine.session.Timers;
import io.sessionfold.engine.topology.Topics;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sessions to be found by queries. */
public final class TestSessions {

    private static final long SOME_TIME_MS = 1_700_000_000_000L;

    private TestSessions() {}

    /** A running session without runs, folded up to the given offset of partition 0. */
    public static Session session(SessionKey key, String owner, long offset) {
        return session(key, identity(owner), Runs.NONE, offset);
    }

    /** A running session whose only run was admitted by a producer. */
    public static Session active(SessionKey key, String owner, String producer) {
        Admission admission = new Admission(
                1,
                "k-1",
                List.of(),
                "chat",
                true,
                new RunOwner(null, null, null),
                null,
                null,
                producer,
                null,
                1,
                60_000);
        Run run = new Run("r-1", admission, RunState.RUNNING, List.of(), true, SOME_TIME_MS, null, null, null, 0);
        return session(key, identity(owner), new Runs(new TreeMap<>(Map.of("r-1", run)), 1, 1), 1);
    }

    /** A session without runs in a phase. */
    public static Session in(Phase phase, SessionKey key, String owner) {
        return session(key, identity(owner), lifecycle(phase), Runs.NONE, null, 1);
    }

    /** What is stored before a creation arrived. */
    public static Session provisional(SessionKey key) {
        return session(key, null, Runs.NONE, 1);
    }

    /** What is stored after a deletion. */
    public static Session gravestone(SessionKey key) {
        return session(key, null, Runs.NONE, "s-1/1", 1);
    }

    private static Session session(SessionKey key, @Nullable Identity identity, Runs runs, long offset) {
        return session(key, identity, runs, null, offset);
    }

    private static Session session(
            SessionKey key, @Nullable Identity identity, Runs runs, @Nullable String deletedSessionId, long offset) {
        return session(
                key, identity, identity == null ? null : lifecycle(Phase.RUNNING), runs, deletedSessionId, offset);
    }

    private static Session session(
            SessionKey key,
            @Nullable Identity identity,
            @Nullable Lifecycle lifecycle,
            Runs runs,
            @Nullable String deletedSessionId,
            long offset) {
        return new Session(
                key,
                identity,
                lifecycle,
                runs,
                LastRun.NONE,
                AbortMarks.NONE,
                Activity.NONE,
                Fences.NONE,
                Timers.NONE,
                List.of(),
                null,
                deletedSessionId,
                identity == null ? 0 : 1,
                identity == null ? null : new LastChange("e-1", "SessionCreated", null, null, SOME_TIME_MS),
                new Progress(new Position(Topics.EVENTS, 0, offset), SOME_TIME_MS, SOME_TIME_MS, HistoryDigest.NONE));
    }

    private static Identity identity(String owner) {
        return new Identity(
                "incarnation-1",
                owner,
                owner,
                SOME_TIME_MS,
                null,
                null,
                "a name",
                "chat",
                null,
                null,
                null,
                List.of(),
                Concurrency.PARALLEL,
                MemberPolicy.STRICT,
                null,
                Collections.emptySortedMap(),
                false,
                SessionPolicy.DEFAULT);
    }

    private static Lifecycle lifecycle(Phase phase) {
        return new Lifecycle(
                DesiredState.RUNNING,
                1,
                phase,
                null,
                null,
                SOME_TIME_MS,
                List.of(),
                null,
                null,
                null,
                new TreeMap<>(),
                Routes.NONE,
                0,
                false);
    }
}
