package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.sessionfold.engine.access.ApiToken;
import io.sessionfold.engine.access.Role;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.access.TestClock;
import io.sessionfold.engine.access.TestIssuer;
import io.sessionfold.engine.config.Secrets;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.config.SettingsException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Secrets that were planted in every place that has one, looked for in every place that says something. */
class PlantedSecretsTest {

    private static final String PLANTED = "planted-";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        root.setLevel(before);
    }

    @Test
    void noTokenIsLoggedOrAnswered() throws Exception {
        TestTokens tokens = new TestTokens(folder);
        String good = tokens.token("acme", "ada", Scope.OWN, Role.VIEWER);
        String bad = ApiToken.random();
        String jwt = new TestIssuer("k-1")
                .sign(TestIssuer.claims(new TestClock().instant()).build());
        try (TestServer server = TestServer.with(tokens.settings())) {
            for (String secret : List.of(good, bad, jwt)) {
                for (String path : List.of("/v1/sessions", "/v1/sessions/absent", "/metrics", "/nowhere")) {
                    HttpResponse<String> answer = server.get(path, "Authorization", "Bearer " + secret);
                    assertThat(answer.body() + answer.headers()).doesNotContain(secret);
                }
            }
        }
        assertThat(logged())
                .isNotEmpty()
                .noneMatch(line -> ours(line) && (line.contains(good) || line.contains(bad) || line.contains(jwt)));
    }

    @Test
    void noSecretIsInTheSettingsAsTheyArePrinted() {
        Settings settings = Settings.of(Map.of(
                "http.tls.keystore", "/some/http.p12",
                "http.tls.keystore.password", PLANTED + 1,
                "kafka.sasl.jaas.config", "Module required password=\"" + PLANTED + "2\";",
                "kafka.ssl.keystore.password", PLANTED + 3,
                "kafka.ssl.keystore.key", PLANTED + 4,
                "streams.producer.ssl.key.password", PLANTED + 5,
                "registry.client.basic.auth.user.info", PLANTED + 6,
                "registry.url", "http://user:" + PLANTED + "7@registry:8081"));

        assertThat(settings.describe().toString()).contains("/some/http.p12").doesNotContain(PLANTED);
        assertThat(settings.toString()).contains("/some/http.p12").doesNotContain(PLANTED);
        assertThat(settings.access().tls().toString()).doesNotContain(PLANTED);
        assertThat(settings.access().tls().keystorePassword()).isEqualTo(PLANTED + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:planted@registry:8081",
                "http://planted@registry:8081",
                "http://user:pl@nted/planted@registry:8081",
                "http://a:planted@one:1,http://b:planted@two:2",
                "user:planted@registry:8081",
                "ftp://user:planted@registry"
            })
    void credentialsInAUrlAreMaskedEvenIfItIsWrong(String url) {
        assertThat(Secrets.mask("registry.url", url)).contains(Secrets.MASK).doesNotContain("planted");
        assertThat(Secrets.mask("registry.url", "http://registry:8081/a")).isEqualTo("http://registry:8081/a");
    }

    @Test
    void noSecretIsInTheMessageOfAWrongSetting() {
        for (String wrong : List.of("http.tls.keystore.password", "http.auth.password")) {
            try {
                Settings.of(Map.of(wrong, PLANTED + "\u0007x"));
                throw new AssertionError("Expected " + wrong + " to be refused, but it was not");
            } catch (SettingsException e) {
                assertThat(e).hasStackTraceContaining("Expected " + wrong).hasMessageNotContaining(PLANTED);
            }
        }
    }

    /** What the engine says; a library that is told to trace everything may print what it read. */
    private static boolean ours(String line) {
        return line.startsWith("io.sessionfold");
    }

    private List<String> logged() {
        return List.copyOf(log.list).stream()
                .map(event -> event.getLoggerName()
                        + ' '
                        + event.getFormattedMessage()
                        + ' '
                        + event.getKeyValuePairs()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }
}
