package io.sessionfold.engine.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who may call, how much, and how it is encrypted.
 *
 * @param tokens the file of API tokens; null unless they are used
 * @param jwt null unless JWTs are used
 * @param isMetricsOpen whether the metrics are shown to callers without credentials where others need some
 * @param sessionsByOwner whether sessions are looked up by their owner (INV-39); false only to act as an older server
 */
public record AccessSettings(
        HttpAuth auth,
        @Nullable Path tokens,
        @Nullable JwtSettings jwt,
        boolean isMetricsOpen,
        boolean sessionsByOwner,
        LimitSettings limits,
        TlsSettings tls) {}
