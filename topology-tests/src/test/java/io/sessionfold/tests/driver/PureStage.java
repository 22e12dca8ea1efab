package io.sessionfold.tests.driver;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.engine.codec.EventCodec;
import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.deployment.DeploymentOutput.RunFailed;
import io.sessionfold.engine.session.Failures;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.QuarantiningFold;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.VersionFold;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.tests.wire.EventBytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One scenario on the pure fold. */
final class PureStage implements Stage {

    private static final byte[] FINGERPRINT = EventBytes.fingerprintOfContract();

    /** More than lapse in any history between two events: a fold that answers a lapse with a deadline in the past never rests. */
    private static final int LAPSES_MAX = 10_000;

    private final FoldVersions folds;
    private final QuarantiningFold net = new QuarantiningFold(Failures.ofTry(failure -> true, (event, failure) -> {}));
    private final MemoryParked parked = new MemoryParked();
    private final EventBytes bytes = new EventBytes();
    private final SessionCodec sessionCodec = new SessionCodec();
    private final GuardCodec guardCodec = new GuardCodec();
    private final SortedMap<SessionKey, Session> sessions = new TreeMap<>();
    private final SortedMap<SessionKey, RetryGuards> guards = new TreeMap<>();
    private final List<LogEntry> log = new ArrayList<>();
    private final Outputs outputs = Outputs.empty();
    private final PureDeployments deployments = new PureDeployments(outputs.rejections());
    private final Tally tally = new Tally();
    private int version = FoldVersions.FIRST;

    PureStage(FoldVersions folds) {
        this.folds = folds;
    }

    @Override
    public Day day() {
        return Day.FIRST;
    }

    @Override
    public String tenant(String alias) {
        return alias;
    }

    @Override
    public void append(LifecycleEvent event, long recordTimeMs) {
        byte[] framed = bytes.encode(event);
        RecordedEvent recorded = bytes.decode(framed, recordTimeMs, new Position("sessionfold.events", 0, log.size()));
        log.add(new LogEntry(recorded, FINGERPRINT, framed));
        fold(recorded);
    }

    @Override
    public void append(WorkerEvent event, long recordTimeMs) {
        fail(deployments.fold(event, recordTimeMs), recordTimeMs);
    }

    @Override
    public void timePassesTo(long nowMs) {
        Set<Lapses.Due> lapsed = new HashSet<>();
        Optional<Lapses.Due> due = Lapses.first(sessions.values(), nowMs);
        while (due.isPresent()) {
            if (!lapsed.add(due.get())) {
                throw new AssertionError("Expected the lapse of " + due.get() + " to be folded, but it is due again");
            }
            if (lapsed.size() > LAPSES_MAX) {
                throw new AssertionError("Expected time to come to rest, but " + due.get() + " is due after "
                        + LAPSES_MAX + " lapses at the same time");
            }
            append(Lapses.event(due.get(), nowMs), nowMs);
            due = Lapses.first(sessions.values(), nowMs);
        }
    }

    @Override
    public Recording recording() {
        SortedMap<SessionKey, StoredSession> stored = new TreeMap<>();
        sessions.forEach((key, session) ->
                stored.put(key, new StoredSession(session, guards.getOrDefault(key, RetryGuards.NONE))));
        return new Recording(folds, List.copyOf(log), outputs.copy(), stored, tally.missing());
    }

    @Override
    public void close() {
        sessions.clear();
    }

    private void fold(RecordedEvent event) {
        if (VersionFold.isBeginning(event)) {
            VersionFold.Begun begun = VersionFold.begin(folds, version, event);
            version = begun.version();
            tally.add(null, begun.outcome());
            begun.outcome().outputs().forEach(output -> OutputRecords.add(outputs, output));
            return;
        }
        SessionKey key = event.envelope().key();
        Session before = sessions.get(key);
        FoldOutcome outcome =
                net.evolve(folds.at(version), before, guards.getOrDefault(key, RetryGuards.NONE), event, parked);
        parked.follow(before, event, outcome);
        tally.add(before, outcome);
        outcome.outputs().forEach(output -> OutputRecords.add(outputs, output));
        keep(key, outcome.session(), outcome.guards());
        for (Output output : outcome.outputs()) {
            if (output instanceof Output.SessionSetApart apart) {
                append(EventCodec.write(apart.envelope(), apart.payload()), event.recordTimeMs());
            }
            fail(deployments.fold(output, event.recordTimeMs()), event.recordTimeMs());
        }
    }

    /** What a deployment's fold writes into the log is folded by the sessions in their turn. */
    private void fail(List<RunFailed> failures, long recordTimeMs) {
        failures.forEach(failed -> append(EventCodec.write(failed.envelope(), failed.payload()), recordTimeMs));
    }

    /** As a store would: what is kept is bytes, and what is read is made of them. */
    private void keep(SessionKey key, @Nullable Session session, RetryGuards kept) {
        if (session == null) {
            sessions.remove(key);
        } else {
            sessions.put(key, sessionCodec.decode(key, sessionCodec.encode(session)));
        }
        guards.put(key, guardCodec.decode(guardCodec.encode(kept)));
    }
}
