package io.sessionfold.engine.config;

import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings that say who may call, how much, and how it is encrypted. */
final class AccessDefinitions {

    static final String AUTH = "http.auth";
    static final String AUTH_FILE = "http.auth.file";
    static final String JWKS_URL = "http.jwt.jwks.url";
    static final String ISSUER = "http.jwt.issuer";
    static final String AUDIENCE = "http.jwt.audience";
    static final String CLOCK_SKEW_SECONDS = "http.jwt.clock.skew.seconds";
    static final String TENANT_CLAIM = "http.jwt.claim.tenant";
    static final String USER_CLAIM = "http.jwt.claim.user";
    static final String ROLES_CLAIM = "http.jwt.claim.roles";
    static final String SCOPE_CLAIM = "http.jwt.claim.scope";
    static final String METRICS_OPEN = "http.metrics.open";
    static final String SESSIONS_BY_OWNER = "http.compat.sessions.by.owner";
    static final String REQUESTS_PER_SECOND = "http.rate.requests.per.second";
    static final String EVENTS_PER_SECOND = "http.rate.events.per.second";
    static final String BYTES_PER_SECOND = "http.rate.bytes.per.second";
    static final String BODY_BYTES_MAX = "http.body.bytes.max";
    static final String IDLE_MS = "http.idle.timeout.ms";
    static final String PATIENCE_MS = "http.request.timeout.ms";
    static final String TLS_CERTIFICATE = "http.tls.certificate";
    static final String TLS_KEY = "http.tls.key";
    static final String TLS_KEYSTORE = "http.tls.keystore";
    static final String TLS_KEYSTORE_PASSWORD = "http.tls.keystore.password";
    static final String TLS_TRUST = "http.tls.trust";

    private static final long MEBIBYTE = 1L << 20;

    private static final Pattern ANYTHING = Pattern.compile("[^\\s\\p{Cntrl}]([^\\p{Cntrl}]*[^\\s\\p{Cntrl}])?");

    /** Whoever can change the keys on their way can sign for everybody. */
    private static final Pattern KEYS_URL =
            Pattern.compile("https://[^\\s]+|http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?(/[^\\s]*)?");

    private static final Allowed TEXT = Allowed.matching("a text without line breaks", ANYTHING);
    private static final Allowed FILE = Allowed.matching("a file", ANYTHING);

    private AccessDefinitions() {}

    static List<Setting> callers() {
        return List.of(
                new Setting(
                        AUTH,
                        STRING,
                        HttpAuth.NONE.label(),
                        Allowed.oneOf(HttpAuth.labels()),
                        "",
                        "How callers say who they are: not at all (http.callers says who is served), by API tokens"
                                + " (http.auth.file), or by JWTs (http.jwt.…)."),
                text(
                        AUTH_FILE,
                        null,
                        FILE,
                        "The file of API tokens, one line each, as `sessionfold token` prints it; read again when it"
                                + " changes."),
                text(
                        JWKS_URL,
                        null,
                        Allowed.matching("an https URL, or http on this machine", KEYS_URL),
                        "Where the issuer of the JWTs publishes its keys (JWKS)."),
                text(ISSUER, null, TEXT, "What the claim iss of a JWT has to be."),
                text(AUDIENCE, null, TEXT, "What the claim aud of a JWT has to contain."),
                new Setting(
                        CLOCK_SKEW_SECONDS,
                        INT,
                        30,
                        Allowed.between(0, 300),
                        "s",
                        "How far the issuer's clock may be from this one's."),
                text(
                        TENANT_CLAIM,
                        "tenant",
                        TEXT,
                        "The claim of a JWT with the tenant; dots lead into objects. So for the others."),
                text(USER_CLAIM, "sub", TEXT, "The claim of a JWT with the user."),
                text(ROLES_CLAIM, "roles", TEXT, "The claim of a JWT with the roles: a list, or a text with spaces."),
                text(
                        SCOPE_CLAIM,
                        "sessions",
                        TEXT,
                        "The claim of a JWT that says whose sessions the caller sees: own (also if it is absent) or"
                                + " tenant."),
                new Setting(
                        METRICS_OPEN,
                        BOOLEAN,
                        false,
                        Allowed.trueOrFalse(),
                        "",
                        "Whether /metrics is shown without credentials; else, with http.auth, to admins alone."),
                new Setting(
                        SESSIONS_BY_OWNER,
                        BOOLEAN,
                        true,
                        Allowed.trueOrFalse(),
                        "",
                        "False makes this server act as one that looked sessions up by credential. For tests of"
                                + " clients."));
    }

    static List<Setting> limits() {
        return List.of(
                new Setting(
                        REQUESTS_PER_SECOND,
                        INT,
                        2_000,
                        Allowed.between(0, 1_000_000),
                        "requests",
                        "How many requests a tenant may send to one instance in a second, twice as many at once; 0 for"
                                + " no limit."),
                new Setting(
                        EVENTS_PER_SECOND,
                        INT,
                        2_000,
                        Allowed.between(0, 1_000_000),
                        "events",
                        "How many events a tenant may send to one instance's /v1/events in a second, twice as many at"
                                + " once; 0 for no limit. Beyond what the fold takes, every tenant's commands wait."),
                new Setting(
                        BYTES_PER_SECOND,
                        LONG,
                        32 * MEBIBYTE,
                        Allowed.atLeast(0),
                        "bytes",
                        "How many bytes of bodies a tenant may send to one instance in a second, twice as many at"
                                + " once; 0 for no limit."),
                new Setting(
                        BODY_BYTES_MAX,
                        LONG,
                        4 * MEBIBYTE,
                        Allowed.between(1_024, 64 * MEBIBYTE),
                        "bytes",
                        "The largest body of one request."),
                new Setting(
                        IDLE_MS,
                        INT,
                        30_000,
                        Allowed.between(1_000, 600_000),
                        "ms",
                        "How long a connection may be silent before it is cut."),
                new Setting(
                        PATIENCE_MS,
                        INT,
                        30_000,
                        Allowed.between(200, 600_000),
                        "ms",
                        "How long a client may take to send the head of a request, and how long its body."));
    }

    static List<Setting> tls() {
        return List.of(
                text(TLS_CERTIFICATE, null, FILE, "A PEM file: the certificate of this instance, and its chain."),
                text(TLS_KEY, null, FILE, "A PEM file: its private key (PKCS #8, not encrypted)."),
                text(TLS_KEYSTORE, null, FILE, "A PKCS #12 file with certificate and key, instead of PEM."),
                text(TLS_KEYSTORE_PASSWORD, null, TEXT, "The password of that file."),
                text(
                        TLS_TRUST,
                        null,
                        FILE,
                        "A PEM file with the authorities that this instance believes when it asks other instances or the"
                                + " issuer of JWTs; unset: the JDK's."));
    }

    private static Setting text(String name, @Nullable String defaultValue, Allowed allowed, String meaning) {
        return new Setting(name, STRING, defaultValue, allowed, "", meaning);
    }
}
