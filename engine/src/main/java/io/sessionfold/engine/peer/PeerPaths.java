package io.sessionfold.engine.peer;

/** What one instance asks another; each answers from its own stores alone. */
public final class PeerPaths {

    /** What stands under a key that the asked instance owns: {@code key}, {@code minOffset}, {@code minVersion}, … */
    public static final String OWNED = "/internal/v1/owned-session";

    /** What its copy has under a key. */
    public static final String COPIED = "/internal/v1/copied-session";

    /** What is parked behind the quarantine of a session that it owns: {@code key}. */
    public static final String PARKED = "/internal/v1/parked-events";

    /** An application that it owns: {@code key}. */
    public static final String APPLICATION = "/internal/v1/application";

    /** A part of a list of applications: {@code tenant}, {@code after}, {@code limit}, {@code partitions}. */
    public static final String APPLICATIONS = "/internal/v1/applications";

    /** A part of a list, or with limit 0 of a count: the filter, {@code after}, {@code partitions}, … */
    public static final String PART = "/internal/v1/sessions";

    /** A row as it was: {@code key}, {@code offset} or {@code timeMs}, {@code owner}, {@code patienceMs}. */
    public static final String AS_OF = "/internal/v1/as-of";

    /** A page of a history: {@code key}, {@code after}, {@code limit}, {@code minOffset}, {@code owner}, … */
    public static final String HISTORY = "/internal/v1/history";

    /** How far a copy may be behind, in milliseconds; absent where the owner answers. */
    public static final String STALENESS = "Sessionfold-Staleness-Ms";

    private PeerPaths() {}
}
