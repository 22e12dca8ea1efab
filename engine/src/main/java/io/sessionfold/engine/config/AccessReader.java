package io.sessionfold.engine.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what the settings say of access, where some need others beside them. */
final class AccessReader {

    private final Map<String, Object> values;

    AccessReader(Map<String, Object> values) {
        this.values = values;
    }

    AccessSettings read() {
        HttpAuth auth = HttpAuth.of(text(AccessDefinitions.AUTH));
        return new AccessSettings(
                auth,
                auth == HttpAuth.TOKENS ? Path.of(needed(AccessDefinitions.AUTH_FILE, "http.auth=tokens")) : null,
                auth == HttpAuth.JWT ? jwt() : null,
                yes(AccessDefinitions.METRICS_OPEN),
                yes(AccessDefinitions.SESSIONS_BY_OWNER),
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
                    Duration.ofSeconds(whole(AccessDefinitions.CLOCK_SKEW_SECONDS)),
                    text(AccessDefinitions.TENANT_CLAIM),
                    text(AccessDefinitions.USER_CLAIM),
                    text(AccessDefinitions.ROLES_CLAIM),
                    text(AccessDefinitions.SCOPE_CLAIM));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    "Expected " + AccessDefinitions.JWKS_URL + " to be a URL, but it was '" + keys + "'");
        }
    }

    private LimitSettings limits() {
        return new LimitSettings(
                whole(AccessDefinitions.REQUESTS_PER_SECOND),
                (Long) value(AccessDefinitions.BYTES_PER_SECOND),
                (Long) value(AccessDefinitions.BODY_BYTES_MAX),
                Duration.ofMillis(whole(AccessDefinitions.IDLE_MS)),
                Duration.ofMillis(whole(AccessDefinitions.PATIENCE_MS)));
    }

    private TlsSettings tls() {
        Path certificate = path(AccessDefinitions.TLS_CERTIFICATE);
        Path key = path(AccessDefinitions.TLS_KEY);
        Path keystore = path(AccessDefinitions.TLS_KEYSTORE);
        String password = optional(AccessDefinitions.TLS_KEYSTORE_PASSWORD);
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
        String text = optional(name);
        if (text == null) {
            throw new SettingsException("Expected " + name + " to be set, because " + because + " is, but it was not");
        }
        return text;
    }

    private @Nullable Path path(String name) {
        String text = optional(name);
        return text == null ? null : Path.of(text);
    }

    private @Nullable String optional(String name) {
        return (String) values.get(name);
    }

    private Object value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    private String text(String name) {
        return (String) value(name);
    }

    private int whole(String name) {
        return (Integer) value(name);
    }

    private boolean yes(String name) {
        return (Boolean) value(name);
    }
}
