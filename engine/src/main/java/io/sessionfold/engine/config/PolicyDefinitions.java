package io.sessionfold.engine.config;

import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.sessionfold.engine.session.IdleAction;
import java.util.List;

/**
 * The settings that the door writes into the policy of each session that is created from then on. What is not set is a
 * constant of the fold. How long a report waits for its session's creation is none of them: it has no policy yet.
 */
final class PolicyDefinitions {

    static final String PENDING_MS = "policy.pending.ms";
    static final String PHASE_MS = "policy.phase.ms";
    static final String TERMINATING_MS = "policy.terminating.ms";
    static final String ADMISSION_MS = "policy.admission.ms";
    static final String ERROR_GRACE_MS = "policy.error.grace.ms";
    static final String GUARD_TTL_MS = "policy.guard.ttl.ms";
    static final String CONNECTION_MS = "policy.connection.ms";
    static final String IDLE_TIMEOUT_MS = "policy.idle.timeout.ms";
    static final String IDLE_ACTION = "policy.idle.action";
    static final String MAX_DURATION_MS = "policy.max.duration.ms";
    static final String RECOVERY_MS = "policy.recovery.ms";
    static final String MAX_RECOVERIES = "policy.max.recoveries";
    static final String COMMAND_RETRIES = "policy.command.retries";

    /** The fold takes nothing longer than a year for a duration, and no more tries than 100. */
    private static final long MS_MAX = 366L * 24 * 60 * 60_000;

    private static final int TIMES_MAX = 100;

    private PolicyDefinitions() {}

    static List<Setting> policy() {
        return List.of(
                duration(PENDING_MS, 1, "How long PENDING may last before its command is sent again (fold: 10 min)."),
                duration(PHASE_MS, 1, "How long any other in-between phase may last (fold: 10 min)."),
                duration(TERMINATING_MS, 1, "How long TERMINATING may last (fold: 5 min)."),
                duration(ADMISSION_MS, 1, "How long an accepted run may show no sign of life (fold: 15 min)."),
                duration(
                        ERROR_GRACE_MS,
                        0,
                        "How long an error that is not final stays provisional; 0 makes each final (fold: 15 s)."),
                duration(GUARD_TTL_MS, 1, "How long a retry guard is kept after it was settled (fold: 15 min)."),
                duration(
                        CONNECTION_MS,
                        1,
                        "How long an open connection may be silent until it is closed (fold: 2 min)."),
                duration(IDLE_TIMEOUT_MS, 1, "How long a running session may be idle (fold: for ever)."),
                new Setting(
                        IDLE_ACTION,
                        STRING,
                        null,
                        Allowed.oneOf(List.of(IdleAction.HIBERNATE.name(), IdleAction.TERMINATE.name())),
                        "",
                        "What is done with a session that was idle for too long (fold: HIBERNATE)."),
                duration(MAX_DURATION_MS, 1, "How long an incarnation may live (fold: for ever)."),
                duration(RECOVERY_MS, 1, "How long an interrupted run may wait for its recovery (fold: 5 min)."),
                times(MAX_RECOVERIES, "How many times one piece of work is recovered (fold: 3)."),
                times(COMMAND_RETRIES, "How many times a command is sent again (fold: 3)."));
    }

    private static Setting duration(String name, long min, String meaning) {
        return new Setting(name, LONG, null, Allowed.between(min, MS_MAX), "ms", meaning);
    }

    private static Setting times(String name, String meaning) {
        return new Setting(name, INT, null, Allowed.between(0, TIMES_MAX), "times", meaning);
    }
}
