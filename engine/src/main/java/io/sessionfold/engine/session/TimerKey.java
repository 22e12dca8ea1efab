package io.sessionfold.engine.session;

/**
 * Which deadline: its kind, and what it is about.
 *
 * @param subjectId a runId, a connectionId, or empty for the session itself
 */
public record TimerKey(DeadlineKind kind, String subjectId) implements Comparable<TimerKey> {

    /** The subject of a deadline that is about the session itself. */
    public static final String SESSION = "";

    @Override
    public int compareTo(TimerKey other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : subjectId.compareTo(other.subjectId);
    }

    @Override
    public String toString() {
        return subjectId.isEmpty() ? kind.name() : kind + "/" + subjectId;
    }
}
