package io.sessionfold.engine.store;

import java.util.List;

/** The names of the state stores; the changelogs are named after them. */
public final class StoreNames {

    /** RocksDB: a session per record key. */
    public static final String SESSIONS = "sessions";

    /** RocksDB: under what sessions are found. */
    public static final String SESSIONS_INDEX = "sessions-index";

    /** In memory, with a changelog: the retry guards per record key. */
    public static final String RETRY_GUARDS = "retry-guards";

    /** RocksDB: the events behind quarantines, per record key and offset. */
    public static final String PARKED_EVENTS = "parked-events";

    /** In memory, with a changelog: the counts of each partition. */
    public static final String PROGRESS = "progress";

    /** On the heap, made from the sessions: which of them are due next. */
    public static final String TIMER_INDEX = "timer-index";

    /** RocksDB: a deployment per record key of its worker events. */
    public static final String DEPLOYMENTS = "deployments";

    /** In memory, with a changelog: the counts of each partition of the worker events. */
    public static final String WORKER_PROGRESS = "worker-progress";

    /** RocksDB: an application per record key. */
    public static final String APPLICATIONS = "applications";

    /** In memory, with a changelog: the counts of each partition of the application events. */
    public static final String APPLICATION_PROGRESS = "application-progress";

    /** Every store with a changelog. */
    public static final List<String> LOGGED = List.of(
            SESSIONS,
            SESSIONS_INDEX,
            RETRY_GUARDS,
            PARKED_EVENTS,
            PROGRESS,
            DEPLOYMENTS,
            WORKER_PROGRESS,
            APPLICATIONS,
            APPLICATION_PROGRESS);

    private StoreNames() {}
}
