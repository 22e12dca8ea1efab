package io.sessionfold.tests.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.access.ApiToken;
import io.sessionfold.engine.access.Role;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.access.TokenLine;
import io.sessionfold.engine.app.grant.Party;
import io.sessionfold.engine.tls.TlsContexts;
import io.sessionfold.local.RegistryEndpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret in every setting that takes one, and in requests; and everything that is ever said, read for them. */
final class SpokenSecretsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern SERVING = Pattern.compile("Serving (https://\\S+) until");

    @TempDir
    private Path folder;

    private GuardedKafka kafka;
    private RegistryEndpoint registry;
    private TestAuthority authority;
    private String token;

    @BeforeEach
    void start() throws Exception {
        authority = new TestAuthority(folder);
        kafka = GuardedKafka.start(folder.resolve("kafka"), authority);
        registry = RegistryEndpoint.start(folder.resolve("registry"), 0);
        PrintedGrants grants = PrintedGrants.print();
        for (Party party : List.of(Party.ENGINE, Party.OPERATOR)) {
            kafka.addUser(party.principal().substring("User:".length()));
            kafka.grant(grants.of(party));
        }
        token = ApiToken.random();
        Files.writeString(
                folder.resolve("callers"),
                TokenLine.of(token, "acme", "ada", EnumSet.allOf(Role.class), Scope.TENANT, null) + "\n");
        List<String> create = new ArrayList<>(List.of("topics", "--create"));
        Map<String, String> operator = new HashMap<>(kafka.settingsOf("sessionfold-operator"));
        operator.put("replication.factor", "1");
        operator.put("partitions", "1");
        operator.forEach((name, value) -> create.addAll(List.of("--set", name + '=' + value)));
        assertThat(CommandLineRun.of(create.toArray(String[]::new)).code()).isZero();
    }

    @AfterEach
    void stop() {
        registry.close();
        kafka.close();
    }

    @Test
    void noSecretIsLoggedServedOrShownThoughEverythingElseIs() throws Exception {
        List<String> heard = new ArrayList<>();
        try (ServeProcess engine = ServeProcess.start(folder, settings())) {
            String url = Awaitility.await("it serves")
                    .atMost(PATIENCE)
                    .until(() -> url(engine.said()), found -> !found.isEmpty() || !engine.isAlive());
            assertThat(url).as(engine.said()).isNotEmpty();
            Awaitility.await("it is ready")
                    .atMost(PATIENCE)
                    .until(() -> ask(url, "/ready", token).statusCode() == 200);
            for (String credential : List.of(token, "planted-wrong-token")) {
                for (String path : List.of("/metrics", "/v1/sessions", "/v1/sessions/none/history", "/nowhere")) {
                    HttpResponse<String> answer = ask(url, path, credential);
                    heard.add(answer.headers() + answer.body());
                }
            }
            engine.stop();
            heard.add(engine.said());
            // The test would find nothing in a log that says nothing.
            assertThat(engine.said())
                    .contains("DEBUG")
                    .contains("sasl.jaas.config = [hidden]")
                    .contains("ssl.truststore.password = [hidden]");
        }
        String file = ServeProcess.file(folder, settings()).toString();
        for (String output : List.of("text", "json")) {
            CommandLineRun shown = CommandLineRun.of("config", "--config", file, "--output", output);
            assertThat(shown.out()).contains("kafka.sasl.jaas.config", "peer.secret", "********");
            heard.add(shown.out() + shown.err());
        }
        heard.forEach(this::isClean);
    }

    @Test
    void noSecretIsInWhatAFailedStartSays() throws Exception {
        for (Map.Entry<String, String> wrong : Map.of(
                        "kafka.ssl.truststore.password", "planted-wrong",
                        "kafka.sasl.jaas.config", "planted syntax=\"planted",
                        "kafka.sasl.mechanism", "PLAIN",
                        "http.tls.keystore.password", "planted-wrong",
                        "registry.url", "someone:planted@nowhere",
                        "peer.secret", "planted")
                .entrySet()) {
            Map<String, String> settings = new HashMap<>(settings());
            settings.put(wrong.getKey(), wrong.getValue());
            try (ServeProcess engine = ServeProcess.start(folder, settings)) {
                assertThat(engine.awaitEnd()).as(wrong.getKey()).isNotZero();
                assertThat(engine.said()).as(wrong.getKey()).contains("Expected ");
                isClean(engine.said());
            }
        }
    }

    @Test
    void noSecretIsInWhatIsSaidOfARegistryThatIsAway() throws Exception {
        Map<String, String> settings = settings();
        registry.close();
        try (ServeProcess engine = ServeProcess.start(folder, settings)) {
            Awaitility.await("it says so")
                    .atMost(PATIENCE)
                    .until(() -> engine.said().contains("it is asked again when the first record goes out"));
            engine.stop();
            isClean(engine.said());
        }
    }

    private void isClean(String heard) {
        assertThat(heard.lines().filter(line -> line.contains("planted") || line.contains(token)))
                .isEmpty();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(kafka.settingsOf("sessionfold-engine"));
        settings.putAll(Map.of(
                "registry.url", registry.url().replace("http://", "http://someone:planted-in-the-url@"),
                "registry.client.basic.auth.user.info", "someone:planted-for-the-registry",
                "registry.client.basic.auth.credentials.source", "USER_INFO",
                "peer.secret", "planted-secret-of-all-the-instances-together",
                "state.dir", folder.resolve("state").toString(),
                "create.topics", "false",
                "standby.replicas", "0"));
        settings.putAll(Map.of(
                "http.port",
                "0",
                "http.auth",
                "tokens",
                "http.auth.file",
                folder.resolve("callers").toString(),
                "http.tls.keystore",
                authority.keystore().toString(),
                "http.tls.keystore.password",
                TestAuthority.PASSWORD,
                "http.tls.trust",
                authority.certificate().toString()));
        return settings;
    }

    private static String url(String said) {
        Matcher serving = SERVING.matcher(said);
        return serving.find() ? serving.group(1) : "";
    }

    private HttpResponse<String> ask(String url, String path, String credential) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(TlsContexts.client(authority.certificate()))
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(url + path))
                                .header("Authorization", "Bearer " + credential)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
