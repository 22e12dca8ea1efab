package io.sessionfold.tests.driver;

import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.session.Failures;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.LoggedFailures;
import io.sessionfold.engine.session.QuarantiningFold;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.VersionFold;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.tests.wire.DigestChain;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A recorded log, folded again from nothing. */
public final class Replay {

    private final FoldVersions folds;
    private final QuarantiningFold net;
    private final MemoryParked parked = new MemoryParked();
    private final SortedMap<SessionKey, StoredSession> sessions = new TreeMap<>();
    private final SortedMap<SessionKey, DigestChain> digests = new TreeMap<>();
    private final SortedSet<SessionKey> seen = new TreeSet<>();
    private final Outputs outputs = Outputs.empty();
    private final Tally tally = new Tally();
    private int version;

    private Replay(FoldVersions folds, int inForce, Failures failures) {
        this.folds = folds;
        this.version = inForce;
        this.net = new QuarantiningFold(failures);
    }

    /** A replay that stands before the first event of a log without quarantines. */
    public static Replay begin() {
        return begin(FoldVersions.KNOWN);
    }

    /** The same, with these fold versions. */
    public static Replay begin(FoldVersions folds) {
        return begin(folds, FoldVersions.FIRST);
    }

    /** The same, of a log that is in a version from its first event on. */
    public static Replay begin(FoldVersions folds, int inForce) {
        return new Replay(folds, inForce, new LoggedFailures());
    }

    /** Folds a log from its beginning. */
    public static Replay of(List<LogEntry> log) {
        return of(FoldVersions.KNOWN, log);
    }

    /** The same, in these fold versions. */
    public static Replay of(FoldVersions folds, List<LogEntry> log) {
        LoggedFailures failures = new LoggedFailures();
        log.forEach(entry -> failures.hear(entry.event()));
        Replay replay = new Replay(folds, FoldVersions.FIRST, failures);
        log.forEach(replay::fold);
        return replay;
    }

    /** Folds the next event. */
    public void fold(LogEntry entry) {
        RecordedEvent event = entry.event();
        SessionKey key = event.envelope().key();
        if (VersionFold.isBeginning(event)) {
            VersionFold.Begun begun = VersionFold.begin(folds, version, event);
            version = begun.version();
            add(null, begun.outcome());
            return;
        }
        seen.add(key);
        StoredSession stored = sessions.get(key);
        Session before = stored == null ? null : stored.session();
        FoldOutcome outcome = net.evolve(
                folds.at(version), before, stored == null ? RetryGuards.NONE : stored.guards(), event, parked);
        parked.follow(before, event, outcome);
        add(before, outcome);
        entry.addTo(digests.computeIfAbsent(key, first -> new DigestChain()));
        Session after = outcome.session();
        if (after == null) {
            // A row that nobody created takes its digest with it: the next event of the key begins a new chain.
            sessions.remove(key);
            digests.remove(key);
        } else {
            sessions.put(key, new StoredSession(after, outcome.guards()));
        }
    }

    public SortedMap<SessionKey, StoredSession> sessions() {
        return sessions;
    }

    public Outputs outputs() {
        return outputs;
    }

    /** Says where a recording differs from what its log folds to; fails with the first difference. */
    public static void mustAgree(Recording live) {
        Replay replay = of(live.folds(), live.log());
        same(
                "the sessions that are held",
                replay.sessions.keySet(),
                live.sessions().keySet());
        live.sessions().forEach(replay::mustAgree);
        replay.seen.forEach(key -> replay.outputsMustAgree(key, live.outputs()));
        same("the number of records without a decision", 0L, live.missing());
        same("the number of replayed records without a decision", 0L, replay.tally.missing());
    }

    private void add(@Nullable Session before, FoldOutcome outcome) {
        tally.add(before, outcome);
        outcome.outputs().forEach(output -> OutputRecords.add(outputs, output));
    }

    private void mustAgree(SessionKey key, StoredSession stored) {
        StoredSession folded = Objects.requireNonNull(sessions.get(key), "both hold the same sessions");
        same("the state of " + key, hex(folded.session()), hex(stored.session()), folded, stored);
        same("the guards of " + key, hex(folded.guards()), hex(stored.guards()), folded, stored);
        String digest = digests.getOrDefault(key, new DigestChain()).hex();
        same(
                "the digest of " + key,
                digest,
                stored.session().progress().digest().toString());
    }

    private void outputsMustAgree(SessionKey key, Outputs live) {
        Outputs again = outputs.of(key.tenantId(), key.sessionKey());
        Outputs published = live.of(key.tenantId(), key.sessionKey());
        same("run-outcomes of " + key, again.outcomes(), published.outcomes());
        same("session-commands of " + key, again.commands(), published.commands());
        same("sessions-changed of " + key, again.rows(), published.rows());
        same("tombstones of " + key, again.removals(), published.removals());
        same("rejected-events of " + key, again.rejections(), published.rejections());
    }

    private static String hex(Session session) {
        return HexFormat.of().formatHex(new SessionCodec().encode(session));
    }

    private static String hex(RetryGuards guards) {
        return HexFormat.of().formatHex(new GuardCodec().encode(guards));
    }

    private static void same(String what, Object replayed, Object live) {
        same(what, replayed, live, replayed, live);
    }

    private static void same(String what, Object replayed, Object live, Object replayedInWords, Object liveInWords) {
        if (!replayed.equals(live)) {
            throw new AssertionError("Expected the replay to agree on " + what + " with\n  " + liveInWords
                    + "\nbut it came to\n  " + replayedInWords);
        }
    }
}
