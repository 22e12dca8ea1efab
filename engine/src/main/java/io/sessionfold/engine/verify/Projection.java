package io.sessionfold.engine.verify;

import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds what the engine published against what it promises, without the fold: versions rise by one (INV-3), a row is
 * active exactly if it shows an active run (INV-5), no run is active in the record of its own terminal event or ever after
 * (INV-1), an end that is a yield clears nothing (INV-6), and every run has at most one outcome (INV-13). One partition;
 * not thread-safe.
 *
 * <p>Whether the end of a run was its yield, a row does not say: of the events, the positions of those are told.
 */
final class Projection {

    private static final Set<String> TERMINAL = Set.of(
            "RunEnded",
            "RunErrored",
            "RunAbortRequested",
            "RunInterrupted",
            "TerminalReplyCommitted",
            "DeadlineLapsed");

    /** How long a deleted session is remembered, in milliseconds; after that its key may begin anew, with version 1. */
    private static final long REMEMBERED_MS = Duration.ofDays(7).toMillis();

    private final Cleanup cleanup;
    private final Findings findings;
    private final TreeSet<Long> yields = new TreeSet<>();
    private final Map<String, Seen> sessions = new HashMap<>();

    /** When forgotten sessions began anew, by key: their runs are others, whatever they are called. */
    private final Map<String, NavigableSet<Long>> beginnings = new HashMap<>();

    private final LongSet left = new LongSet();
    private final LongSet decided = new LongSet();
    private boolean areYieldsUnknown;
    private int maxConcurrentRuns;

    Projection(Cleanup cleanup, Findings findings) {
        this.cleanup = cleanup;
        this.findings = findings;
    }

    /** What was seen of one session last. */
    private static final class Seen {
        private Set<String> active = Set.of();
        private long version;
        private boolean wasQuarantined;
        private boolean isDeleted;
        private long recordTimeMs;
    }

    /** What was published before the first row: versions go on from it, and the runs that it shows may go. */
    void begin(SessionKey key, Session session) {
        Seen seen = new Seen();
        seen.version = session.stateVersion();
        seen.active = session.exists() ? Set.copyOf(session.runs().activeRunIds()) : Set.of();
        // What waits is folded later than it was told, and what was told before is not known here.
        seen.wasQuarantined = session.isQuarantined() || !session.held().isEmpty();
        seen.isDeleted = session.isDeleted();
        seen.recordTimeMs = session.progress().recordTimeMs();
        sessions.put(key.recordKey(), seen);
    }

    /** A RunEnded of the partition's events was a yield. */
    void yielded(Position event) {
        yields.add(event.offset());
    }

    /** The events cannot be told. */
    void yieldsUnknown() {
        areYieldsUnknown = true;
    }

    void row(Found<SessionRow> found) {
        SessionRow row = found.value();
        if (row == null) {
            return;
        }
        Seen seen = seen(found, row);
        List<String> active = row.getActiveRunIds();
        version(found, row, seen);
        if (row.getHasActiveRun() == active.isEmpty()) {
            broken(
                    found,
                    "INV-5: hasActiveRun to say what activeRunIds %s shows".formatted(active),
                    "it is " + row.getHasActiveRun());
        }
        if (!active.equals(active.stream().sorted().toList())) {
            broken(found, "INV-5: activeRunIds to be sorted", "it is " + active);
        }
        if (isTerminal(row, seen) && active.contains(row.getRunId())) {
            broken(
                    found,
                    "INV-1: run '%s' to be gone with its own %s".formatted(row.getRunId(), row.getEventType()),
                    "it is still active");
        }
        if (row.getEventType().equals("SessionReset") && !active.isEmpty()) {
            broken(found, "INV-6: a reset to end every run", active + " are still active");
        }
        for (String run : active) {
            if (left.contains(name(found, run))) {
                broken(found, "INV-1: run '%s' to stay ended".formatted(run), "it is active again");
            }
        }
        advance(found, row, seen, active);
    }

    void outcome(Found<RunOutcome> found) {
        RunOutcome outcome = found.value();
        if (outcome != null && !decided.add(name(found, outcome.getRunId()))) {
            broken(found, "INV-13: one outcome of run '%s'".formatted(outcome.getRunId()), "this is one more");
        }
    }

    /** The most runs that one row showed as active. */
    int maxConcurrentRuns() {
        return maxConcurrentRuns;
    }

    /** How many runs the last rows of all sessions show as active. */
    long activeRunsAtEnd() {
        return sessions.values().stream().mapToLong(seen -> seen.active.size()).sum();
    }

    /** How many runs have an outcome. */
    long decidedRuns() {
        return decided.size();
    }

    private Seen seen(Found<SessionRow> found, SessionRow row) {
        Seen seen = sessions.computeIfAbsent(found.recordKey(), key -> new Seen());
        long recordTimeMs = row.getRecordTime().toEpochMilli();
        if (!seen.isDeleted || row.getStateVersion() != 1 || recordTimeMs - seen.recordTimeMs < REMEMBERED_MS) {
            return seen;
        }
        Seen anew = new Seen();
        sessions.put(found.recordKey(), anew);
        beginnings.computeIfAbsent(found.recordKey(), key -> new TreeSet<>()).add(recordTimeMs);
        return anew;
    }

    /** Between two rows that compaction left, versions may be missing. */
    private void version(Found<SessionRow> found, SessionRow row, Seen seen) {
        long next = seen.version + 1;
        long sinceMs = seen.version == 0 ? row.getCreatedAt().toEpochMilli() : seen.recordTimeMs;
        boolean isExplained = row.getStateVersion() > next
                && cleanup.mayHaveRemoved(found.at().topic(), sinceMs);
        if (row.getStateVersion() != next && !isExplained) {
            broken(found, "INV-3: version %d to follow".formatted(next), "it is version " + row.getStateVersion());
        }
    }

    /** What was parked behind a quarantine is folded later than it was told. */
    private boolean isTerminal(SessionRow row, Seen seen) {
        boolean mayBeYield = row.getEventType().equals("RunEnded")
                && (areYieldsUnknown
                        || seen.wasQuarantined
                        || yields.contains(row.getPosition().getOffset()));
        return TERMINAL.contains(row.getEventType()) && !mayBeYield;
    }

    private void advance(Found<SessionRow> found, SessionRow row, Seen seen, List<String> active) {
        for (String run : seen.active) {
            if (!active.contains(run)) {
                left.add(name(found, run));
            }
        }
        seen.version = row.getStateVersion();
        seen.wasQuarantined |= row.getQuarantined();
        seen.isDeleted = row.getDeleted();
        seen.recordTimeMs = row.getRecordTime().toEpochMilli();
        seen.active = new HashSet<>(active);
        maxConcurrentRuns = Math.max(maxConcurrentRuns, active.size());
        // Rows come in the order of the log.
        yields.headSet(row.getPosition().getOffset()).clear();
    }

    private void broken(Found<?> found, String expected, String actual) {
        findings.add(new Finding(
                Kind.INVARIANT_BROKEN,
                found.at().topic(),
                found.recordKey(),
                found.cause(),
                found.at(),
                found.recordTimeMs(),
                expected,
                actual));
    }

    private String name(Found<?> found, String runId) {
        NavigableSet<Long> lives = beginnings.get(found.recordKey());
        Long since = lives == null ? null : lives.floor(found.recordTimeMs());
        return found.recordKey() + '\n' + runId + (since == null ? "" : "\n" + since);
    }
}
