package io.sessionfold.engine.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads what the settings say of access, where some need others beside them. */
final class AccessReader {

    private final SettingValues values;

    AccessReader(SettingValues values) {
        this.values = values;
    }

    AccessSettings read() {
        HttpAuth auth = HttpAuth.of(values.text(AccessDefinitions.AUTH));
        return new AccessSettings(
                auth,
                auth == HttpAuth.TOKENS ? Path.of(needed(AccessDefinitions.AUTH_FILE, "http.auth=tokens")) : null,
                auth == HttpAuth.JWT ? jwt() : null,
                values.yes(AccessDefinitions.METRICS_OPEN),
                values.yes(AccessDefinitions.SESSIONS_BY_OWNER),
                limits(),
                tls());
    }

    private JwtSettings jwt() {
        String mode = "http.auth=jwt";
        String keys = needed(AccessDefinitions.JWKS_URL, mode);
        try {
            return new JwtSettings(
                    URI.create(keys),
                    needed(AccessDefinitions.ISSUER, mode),
                    needed(AccessDefinitions.AUDIENCE, mode),
                    Duration.ofSeconds(values.whole(AccessDefinitions.CLOCK_SKEW_SECONDS)),
                    values.text(AccessDefinitions.TENANT_CLAIM),
                    values.text(AccessDefinitions.USER_CLAIM),
                    values.text(AccessDefinitions.ROLES_CLAIM),
                    values.text(AccessDefinitions.SCOPE_CLAIM));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    "Expected " + AccessDefinitions.JWKS_URL + " to be a URL, but it was '" + keys + "'");
        }
    }

    private LimitSettings limits() {
        return new LimitSettings(
                values.whole(AccessDefinitions.REQUESTS_PER_SECOND),
                values.whole(AccessDefinitions.EVENTS_PER_SECOND),
                values.large(AccessDefinitions.BYTES_PER_SECOND),
                values.large(AccessDefinitions.BODY_BYTES_MAX),
                Duration.ofMillis(values.whole(AccessDefinitions.IDLE_MS)),
                Duration.ofMillis(values.whole(AccessDefinitions.PATIENCE_MS)));
    }

    private TlsSettings tls() {
        Path certificate = path(AccessDefinitions.TLS_CERTIFICATE);
        Path key = path(AccessDefinitions.TLS_KEY);
        Path keystore = path(AccessDefinitions.TLS_KEYSTORE);
        String password = values.optional(AccessDefinitions.TLS_KEYSTORE_PASSWORD);
        if (certificate != null) {
            needed(AccessDefinitions.TLS_KEY, AccessDefinitions.TLS_CERTIFICATE);
        }
        if (key != null) {
            needed(AccessDefinitions.TLS_CERTIFICATE, AccessDefinitions.TLS_KEY);
        }
        if (keystore != null) {
            needed(AccessDefinitions.TLS_KEYSTORE_PASSWORD, AccessDefinitions.TLS_KEYSTORE);
        }
        if (keystore != null && certificate != null) {
            throw new SettingsException("Expected either " + AccessDefinitions.TLS_KEYSTORE + " or "
                    + AccessDefinitions.TLS_CERTIFICATE + " to be set, but both are");
        }
        return new TlsSettings(certificate, key, keystore, password, path(AccessDefinitions.TLS_TRUST));
    }

    private String needed(String name, String because) {
        String text = values.optional(name);
        if (text == null) {
            throw new SettingsException("Expected " + name + " to be set, because " + because + " is, but it was not");
        }
        return text;
    }

    private @Nullable Path path(String name) {
        String text = values.optional(name);
        return text == null ? null : Path.of(text);
    }
}
