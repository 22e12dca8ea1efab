package io.sessionfold.engine.session;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a session's controller observed. The table of legal changes is data (INV-28). */
public enum Phase {
    PENDING,
    SCHEDULED,
    PREPARING,
    CREATING,
    RUNNING,
    DEGRADED,
    RESTARTING,
    HIBERNATING,
    HIBERNATED,
    WAKING,
    TERMINATING,
    TERMINATED,
    CANCELLED,
    FAILED,
    /** A report without a phase, or with one of a newer contract; it never becomes a session's phase (INV-27). */
    UNKNOWN;

    private static final Map<Phase, Set<Phase>> TABLE = table();

    private final String state;
    private final String label;

    Phase() {
        state = name().toLowerCase(Locale.ROOT);
        label = name().charAt(0) + state.substring(1);
    }

    /** The phases that may follow this one; empty for a final phase. */
    public Set<Phase> next() {
        return TABLE.getOrDefault(this, Set.of());
    }

    /** Whether nothing can follow: a terminal phase is final (INV-16). */
    public boolean isTerminal() {
        return this == TERMINATED || this == CANCELLED || this == FAILED;
    }

    /** Whether a run that is admitted in this phase starts at once. */
    public boolean startsRuns() {
        return this == RUNNING || this == DEGRADED;
    }

    /** Whether the session has nowhere to answer: entering it clears url and podName (INV-27). */
    public boolean clearsAddress() {
        return this == HIBERNATED || isTerminal();
    }

    /** What bounds the time in this phase; null for a phase that may last, or is final (INV-31). */
    @Nullable
    DeadlineKind deadline() {
        return switch (this) {
            case PENDING -> DeadlineKind.PENDING;
            case TERMINATING -> DeadlineKind.TERMINATING;
            case SCHEDULED, PREPARING, CREATING, RESTARTING, HIBERNATING, WAKING -> DeadlineKind.PHASE;
            case RUNNING, DEGRADED, HIBERNATED, TERMINATED, CANCELLED, FAILED, UNKNOWN -> null;
        };
    }

    /** The lower-case rendering of the row's {@code state}. */
    public String state() {
        return state;
    }

    /** The capitalised rendering of the row's {@code phaseLabel}. */
    public String label() {
        return label;
    }

    private static Map<Phase, Set<Phase>> table() {
        Map<Phase, Set<Phase>> table = new EnumMap<>(Phase.class);
        table.put(
                PENDING,
                EnumSet.of(SCHEDULED, PREPARING, CREATING, RUNNING, TERMINATING, TERMINATED, CANCELLED, FAILED));
        table.put(
                SCHEDULED,
                EnumSet.of(
                        PREPARING, CREATING, RUNNING, DEGRADED, PENDING, TERMINATING, TERMINATED, CANCELLED, FAILED));
        table.put(
                PREPARING,
                EnumSet.of(CREATING, RUNNING, DEGRADED, PENDING, TERMINATING, TERMINATED, CANCELLED, FAILED));
        table.put(CREATING, EnumSet.of(RUNNING, DEGRADED, PENDING, TERMINATING, TERMINATED, CANCELLED, FAILED));
        table.put(RUNNING, EnumSet.of(DEGRADED, HIBERNATING, HIBERNATED, RESTARTING, TERMINATING, TERMINATED, FAILED));
        table.put(DEGRADED, EnumSet.of(RUNNING, TERMINATING, TERMINATED, FAILED));
        table.put(RESTARTING, EnumSet.of(RUNNING, DEGRADED, TERMINATING, TERMINATED, FAILED));
        table.put(HIBERNATING, EnumSet.of(HIBERNATED, RUNNING, TERMINATING, TERMINATED, FAILED));
        table.put(HIBERNATED, EnumSet.of(WAKING, RUNNING, TERMINATING, TERMINATED, FAILED));
        table.put(WAKING, EnumSet.of(RUNNING, DEGRADED, HIBERNATED, TERMINATING, TERMINATED, FAILED));
        table.put(TERMINATING, EnumSet.of(TERMINATED, FAILED));
        return table;
    }
}
