package io.sessionfold.engine.config;

import org.jspecify.annotations.Nullable;

/**
 * Where HTTP is answered, and for whom.
 *
 * @param port 0 for a free one
 * @param advertised host:port under which the other instances reach this one; null if there are none
 * @param tenant the tenant that a caller on the loopback interface speaks for; null if such a caller speaks for nobody
 */
public record HttpSettings(
        String host,
        int port,
        @Nullable String advertised,
        @Nullable String tenant) {}
