package io.sessionfold.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessSettingsTest {

    @Test
    void nobodyNeedsACredentialUnlessSomebodyAsksForIt() {
        AccessSettings access = Settings.of(Map.of()).access();

        assertThat(access.auth()).isEqualTo(HttpAuth.NONE);
        assertThat(access.sessionsByOwner()).isTrue();
        assertThat(access.isMetricsOpen()).isFalse();
        assertThat(access.tls()).isEqualTo(TlsSettings.NONE);
        assertThat(access.tls().isOn()).isFalse();
        assertThat(access.limits())
                .isEqualTo(new LimitSettings(
                        2_000, 2_000, 32L << 20, 4L << 20, Duration.ofSeconds(30), Duration.ofSeconds(30)));
    }

    @Test
    void aModeNeedsWhatItRestsOn() {
        refusal(Map.of("http.auth", "tokens"), "Expected http.auth.file to be set, because http.auth=tokens is");
        refusal(Map.of("http.auth", "jwt"), "Expected http.jwt.jwks.url to be set, because http.auth=jwt is");
        refusal(
                Map.of("http.auth", "jwt", "http.jwt.jwks.url", "https://a/keys", "http.jwt.issuer", "a"),
                "Expected http.jwt.audience to be set");
        refusal(
                Map.of(
                        "http.tls.keystore", "a",
                        "http.tls.keystore.password", "b",
                        "http.tls.certificate", "c",
                        "http.tls.key", "d"),
                "Expected either http.tls.keystore or http.tls.certificate to be set");
    }

    @Test
    void whatIsSetIsThere() {
        AccessSettings tokens = Settings.of(Map.of("http.auth", "tokens", "http.auth.file", "/etc/callers"))
                .access();
        JwtSettings jwt = Settings.of(Map.of(
                        "http.auth", "jwt",
                        "http.jwt.jwks.url", "https://issuer/keys",
                        "http.jwt.issuer", "https://issuer",
                        "http.jwt.audience", "sessionfold"))
                .access()
                .jwt();

        assertThat(tokens.tokens()).isEqualTo(Path.of("/etc/callers"));
        assertThat(tokens.jwt()).isNull();
        assertThat(jwt)
                .isEqualTo(new JwtSettings(
                        URI.create("https://issuer/keys"),
                        "https://issuer",
                        "sessionfold",
                        Duration.ofSeconds(30),
                        "tenant",
                        "sub",
                        "roles",
                        "sessions"));
    }

    @ParameterizedTest
    @CsvSource({
        "http.auth, basic",
        "http.jwt.jwks.url, http://issuer.example/keys",
        "http.jwt.jwks.url, http://127.0.0.1.evil.example/keys",
        "http.jwt.jwks.url, file:///etc/keys",
        "http.jwt.clock.skew.seconds, 301",
        "http.body.bytes.max, 1",
        "http.idle.timeout.ms, 0",
        "http.rate.requests.per.second, -1",
        "http.metrics.open, maybe"
    })
    void aValueOutsideWhatIsAllowedIsRefused(String name, String value) {
        refusal(Map.of(name, value), "Expected " + name + " to be ");
    }

    private static void refusal(Map<String, String> settings, String message) {
        assertThatThrownBy(() -> Settings.of(settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(message);
    }
}
