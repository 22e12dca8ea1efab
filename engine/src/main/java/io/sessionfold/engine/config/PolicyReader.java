package io.sessionfold.engine.config;

import io.sessionfold.engine.session.IdleAction;
import io.sessionfold.engine.session.SessionPolicy;
import org.jspecify.annotations.Nullable;

/** Makes a policy of the values that were read. */
final class PolicyReader {

    private final SettingValues values;

    PolicyReader(SettingValues values) {
        this.values = values;
    }

    SessionPolicy read() {
        Object idle = values.find(PolicyDefinitions.IDLE_ACTION);
        return new SessionPolicy(
                ms(PolicyDefinitions.PENDING_MS),
                ms(PolicyDefinitions.PHASE_MS),
                ms(PolicyDefinitions.TERMINATING_MS),
                ms(PolicyDefinitions.ADMISSION_MS),
                ms(PolicyDefinitions.ERROR_GRACE_MS),
                ms(PolicyDefinitions.GUARD_TTL_MS),
                null,
                ms(PolicyDefinitions.CONNECTION_MS),
                ms(PolicyDefinitions.IDLE_TIMEOUT_MS),
                idle == null ? null : IdleAction.valueOf(idle.toString()),
                ms(PolicyDefinitions.MAX_DURATION_MS),
                ms(PolicyDefinitions.RECOVERY_MS),
                times(PolicyDefinitions.MAX_RECOVERIES),
                times(PolicyDefinitions.COMMAND_RETRIES));
    }

    private @Nullable Long ms(String name) {
        return (Long) values.find(name);
    }

    private @Nullable Integer times(String name) {
        return (Integer) values.find(name);
    }
}
