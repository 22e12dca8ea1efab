package io.sessionfold.engine.http;

import io.sessionfold.engine.access.IssuerKeys;
import io.sessionfold.engine.access.JwtCredentials;
import io.sessionfold.engine.access.TokenCredentials;
import io.sessionfold.engine.config.AccessSettings;
import io.sessionfold.engine.config.HttpSettings;
import io.sessionfold.engine.config.JwtSettings;
import io.sessionfold.engine.tls.TlsContexts;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;

/** The callers that the settings want. */
public final class ConfiguredCallers {

    private ConfiguredCallers() {}

    /**
     * What {@code http.auth} says.
     *
     * @param clock what credentials expire by
     * @throws io.sessionfold.engine.config.SettingsException if a file that it names is wrong
     */
    public static Callers of(HttpSettings http, AccessSettings access, InstantSource clock) {
        return switch (access.auth()) {
            case NONE -> new LoopbackCallers(http.tenant(), http.callers());
            case TOKENS -> {
                Path file = Objects.requireNonNull(access.tokens());
                yield new BearerCallers(new TokenCredentials(file, clock));
            }
            case JWT -> {
                JwtSettings jwt = Objects.requireNonNull(access.jwt());
                yield new BearerCallers(new JwtCredentials(
                        jwt,
                        IssuerKeys.at(
                                jwt.jwks(), TlsContexts.client(access.tls().trust())),
                        clock));
            }
        };
    }
}
