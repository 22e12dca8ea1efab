package io.sessionfold.engine.topology;

/** The names of the nodes, as the printed topology shows them. */
final class NodeNames {

    static final String EVENTS = "events";
    static final String SESSION_FOLD = "session-fold";
    static final String RUN_OUTCOMES = "run-outcomes";
    static final String SESSION_COMMANDS = "session-commands";
    static final String WORKER_EVENTS = "worker-events";
    static final String SESSIONS_CHANGED = "sessions-changed";
    static final String REJECTED_EVENTS = "rejected-events";
    static final String DEAD_LETTERS = "dead-letters";
    static final String DEADLINES = "deadlines";
    static final String QUARANTINES = "quarantines";
    static final String REROUTED = "rerouted";

    static final String WORKER_EVENTS_IN = "worker-events-in";
    static final String DEPLOYMENT_FOLD = "deployment-fold";
    static final String FAILED_RUNS = "failed-runs";
    static final String REJECTED_WORKER_EVENTS = "rejected-worker-events";
    static final String WORKER_DEAD_LETTERS = "worker-dead-letters";
    static final String REROUTED_WORKER_EVENTS = "rerouted-worker-events";

    static final String APPLICATION_EVENTS = "application-events";
    static final String APPLICATION_FOLD = "application-fold";
    static final String APPLICATION_COMMANDS = "application-commands";
    static final String APPLICATIONS_CHANGED = "applications-changed";
    static final String REJECTED_APPLICATION_EVENTS = "rejected-application-events";
    static final String APPLICATION_DEAD_LETTERS = "application-dead-letters";
    static final String REROUTED_APPLICATION_EVENTS = "rerouted-application-events";

    private NodeNames() {}
}
