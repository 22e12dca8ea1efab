package io.sessionfold.engine.store;

import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.Quarantine;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.VersionFold;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of every record of one partition. Conservation: records read = applied + refused + dead-lettered +
 * re-routed + held now + parked now. Written in the transaction that it counts, so that it is exact across crashes.
 *
 * <p>Bytes: a format byte, a byte with the number of {@link Count} constants, a byte with the number of rejection reasons,
 * then one int64 for each count in the order of declaration and one for each reason in the order of its code, all
 * big-endian. A version that knows more of either reads what an older one wrote; a count may only be added at the end.
 */
public final class ProgressCounts {

    private static final byte FORMAT = 1;

    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final Map<RejectionReason, Long> refused = new EnumMap<>(RejectionReason.class);

    /** What is counted. */
    public enum Count {
        /** Records taken from the partition. */
        READ,
        APPLIED,
        DEAD_LETTERED,
        REROUTED,
        /** Events that wait for the creation of their session now. */
        HELD,
        /** Events parked behind a quarantine now. */
        PARKED,
        /** Producers' sequences that skipped a number. */
        SEQUENCE_GAPS,
        /** Records skipped because the row had folded them already. */
        SKIPPED,
        /** Records of sessions-changed. */
        SESSIONS_CHANGED,
        /** Records of run-outcomes. */
        RUN_OUTCOMES,
        /** Records of session-commands. */
        SESSION_COMMANDS,
        /** The offset of the last record read. */
        LAST_OFFSET,
        /** The fold version in force behind that record; 0 while none has begun in the log. */
        FOLD_VERSION,
        /** Sessions that are quarantined now. */
        QUARANTINED
    }

    /** Adds to a count. */
    public void add(Count count, long by) {
        counts.merge(count, by, Long::sum);
    }

    /** Sets a count. */
    public void set(Count count, long value) {
        counts.put(count, value);
    }

    public long get(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    /** The fold version in force for the next record. */
    public int foldVersion() {
        return Math.max(FoldVersions.FIRST, Math.toIntExact(get(Count.FOLD_VERSION)));
    }

    /** Counts the beginning of a fold version, which is in force from the next record on. */
    public void add(VersionFold.Begun begun) {
        add(null, begun.outcome());
        set(Count.FOLD_VERSION, begun.version());
    }

    /** How many events were refused for a reason. */
    public long get(RejectionReason reason) {
        return refused.getOrDefault(reason, 0L);
    }

    /** How many events were refused in all. */
    public long refused() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Counts a decision; a held event, and a parked one, is counted by what the state says. */
    public void add(Decision decision) {
        if (decision instanceof Decision.Applied) {
            add(Count.APPLIED, 1);
        } else if (decision instanceof Decision.Refused refusal) {
            refused.merge(refusal.reason(), 1L, Long::sum);
        }
    }

    /**
     * Counts what one event did: decisions, outputs, and how many events its session holds, and parks, now.
     *
     * @param before the state before it; null if there was none
     */
    public void add(@Nullable Session before, FoldOutcome outcome) {
        outcome.decisions().forEach(this::add);
        outcome.outputs().forEach(this::add);
        add(Count.HELD, held(outcome.session()) - held(before));
        add(Count.PARKED, parked(outcome.session()) - parked(before));
        add(Count.QUARANTINED, quarantined(outcome.session()) - quarantined(before));
        add(Count.SEQUENCE_GAPS, outcome.sequenceGaps());
    }

    /** Adds another partition's counts; the fold version is the newest in force on any. */
    public void add(ProgressCounts other) {
        long newest = Math.max(get(Count.FOLD_VERSION), other.get(Count.FOLD_VERSION));
        for (Count count : Count.values()) {
            add(count, other.get(count));
        }
        set(Count.FOLD_VERSION, newest);
        other.refused.forEach((reason, number) -> refused.merge(reason, number, Long::sum));
    }

    /** Records read for which no decision stands; 0 if conservation holds. */
    public long missing() {
        return get(Count.READ)
                - get(Count.APPLIED)
                - refused()
                - get(Count.DEAD_LETTERED)
                - get(Count.REROUTED)
                - get(Count.HELD)
                - get(Count.PARKED);
    }

    public byte[] toBytes() {
        RejectionReason[] reasons = reasonsByCode();
        Count[] counted = Count.values();
        ByteBuffer bytes = ByteBuffer.allocate(3 + Long.BYTES * (counted.length + reasons.length));
        bytes.put(FORMAT).put((byte) counted.length).put((byte) reasons.length);
        for (Count count : counted) {
            bytes.putLong(get(count));
        }
        for (RejectionReason reason : reasons) {
            bytes.putLong(get(reason));
        }
        return bytes.array();
    }

    /** Reads counts; another format is an error. */
    public static ProgressCounts of(byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        byte format = bytes.get();
        if (format != FORMAT) {
            throw new IllegalStateException(
                    "Expected progress counts in format " + FORMAT + ", but they are in format " + format);
        }
        int countsWritten = bytes.get();
        int reasonsWritten = bytes.get();
        ProgressCounts progress = new ProgressCounts();
        for (Count count : first(countsWritten, Count.values())) {
            progress.set(count, bytes.getLong());
        }
        for (RejectionReason reason : first(reasonsWritten, reasonsByCode())) {
            long number = bytes.getLong();
            if (number > 0) {
                progress.refused.put(reason, number);
            }
        }
        return progress;
    }

    private void add(Output output) {
        if (output instanceof Output.RowChanged || output instanceof Output.RowRemoved) {
            add(Count.SESSIONS_CHANGED, 1);
        } else if (output instanceof Output.RunDecided) {
            add(Count.RUN_OUTCOMES, 1);
        } else if (output instanceof Output.CommandIssued) {
            add(Count.SESSION_COMMANDS, 1);
        }
    }

    private static int parked(@Nullable Session session) {
        Quarantine quarantine = session == null ? null : session.quarantine();
        return quarantine == null ? 0 : quarantine.parkedCount();
    }

    private static int quarantined(@Nullable Session session) {
        return session != null && session.isQuarantined() ? 1 : 0;
    }

    private static int held(@Nullable Session session) {
        return session == null ? 0 : session.held().size();
    }

    /** The reasons are declared in the order in which they are looked for, which may change; a code never does. */
    private static RejectionReason[] reasonsByCode() {
        RejectionReason[] reasons = RejectionReason.values();
        Arrays.sort(reasons, Comparator.comparingInt(RejectionReason::code));
        return reasons;
    }

    /** Those that the writer knew; what it did not know was never counted. */
    private static <T> List<T> first(int written, T[] known) {
        if (written > known.length) {
            throw new IllegalStateException("Expected progress counts with at most " + known.length
                    + " numbers of a kind, but there are " + written + ", as a newer version writes them");
        }
        return Arrays.asList(known).subList(0, written);
    }
}
