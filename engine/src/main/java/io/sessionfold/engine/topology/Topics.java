package io.sessionfold.engine.topology;

import java.util.List;

/** The topics of the contract. */
public final class Topics {

    public static final String EVENTS = "sessionfold.events";
    public static final String WORKER_EVENTS = "sessionfold.worker-events";
    public static final String APPLICATION_EVENTS = "sessionfold.application-events";
    public static final String SESSIONS_CHANGED = "sessionfold.sessions-changed";
    public static final String RUN_OUTCOMES = "sessionfold.run-outcomes";
    public static final String SESSION_COMMANDS = "sessionfold.session-commands";
    public static final String REJECTED_EVENTS = "sessionfold.rejected-events";
    public static final String DEAD_LETTERS = "sessionfold.dead-letters";
    public static final String APPLICATIONS_CHANGED = "sessionfold.applications-changed";

    /** What each partition of the log came to at a position, for the time when its beginning is gone. */
    public static final String CHECKPOINTS = "sessionfold.checkpoints";

    /** Compacted: the cluster's pinned partition count, fold version and cluster id. */
    public static final String META = "sessionfold.meta";

    /** Every topic whose partitions follow the record key; all have one partition count. */
    public static final List<String> PARTITIONED = List.of(
            EVENTS,
            WORKER_EVENTS,
            APPLICATION_EVENTS,
            SESSIONS_CHANGED,
            RUN_OUTCOMES,
            SESSION_COMMANDS,
            REJECTED_EVENTS,
            DEAD_LETTERS,
            APPLICATIONS_CHANGED,
            CHECKPOINTS);

    private Topics() {}
}
