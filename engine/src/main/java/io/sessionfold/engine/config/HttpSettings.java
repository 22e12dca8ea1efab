package io.sessionfold.engine.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where HTTP is answered, and for whom.
 *
 * @param port 0 for a free one
 * @param advertised host:port under which the other instances reach this one; null if there are none
 * @param tenant the tenant that a caller without credentials speaks for; null if such a caller speaks for nobody
 * @param callers which callers without credentials that are
 * @param stopNotice how long an instance that is told to stop says so before it answers no more
 */
public record HttpSettings(
        String host,
        int port,
        @Nullable String advertised,
        @Nullable String tenant,
        HttpCallers callers,
        Duration stopNotice) {}
