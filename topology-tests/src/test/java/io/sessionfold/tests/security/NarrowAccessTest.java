package io.sessionfold.tests.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.app.ServingEngine;
import io.sessionfold.engine.app.StartException;
import io.sessionfold.engine.app.grant.Party;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.local.RegistryEndpoint;
import io.sessionfold.tests.security.SeenAccess.Access;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.util.Throwables;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every party works with what {@code topics --acls} prints for it and nothing more, over TLS, as a user with a password. */
final class NarrowAccessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Nothing is parked unless the fold itself fails, which cannot be asked for. */
    private static final String FOR_FAILURES = "WRITE sessionfold-parked-events-changelog";

    private static final String EVENTS = """
            {"type":"SessionCreated","tenantId":"acme","sessionKey":"s-1","producerId":"gw","payload":{"sessionId":"i-1","ownerUserId":"ada","createdByUserId":"ada","kind":"chat","concurrency":"PARALLEL","memberPolicy":"STRICT","tags":{},"policy":{}}}
            {"type":"RunAccepted","tenantId":"acme","sessionKey":"s-1","producerId":"gw","payload":{"runId":"r-1","idempotencyKey":"k","requestFingerprint":"f","kind":"turn","visible":true,"deploymentId":"d-1","deadlineMs":600000,"expiresInMs":600000}}
            {"type":"RunStarted","tenantId":"acme","sessionKey":"s-1","producerId":"gw","payload":{"runId":"r-1"}}
            {"type":"RunEnded","tenantId":"acme","sessionKey":"s-1","producerId":"gw","payload":{"runId":"r-1"}}
            {"type":"RunEnded","tenantId":"acme","sessionKey":"s-1","producerId":"gw","payload":{"runId":"unknown"}}
            """;

    @TempDir
    private Path folder;

    private GuardedKafka kafka;
    private RegistryEndpoint registry;
    private PrintedGrants grants;

    @BeforeEach
    void start() throws Exception {
        kafka = GuardedKafka.start(folder.resolve("kafka"), new TestAuthority(folder));
        registry = RegistryEndpoint.start(folder.resolve("registry"), 0);
        grants = PrintedGrants.print();
        for (Party party : Party.values()) {
            kafka.addUser(user(party));
            SeenAccess.take(party.principal());
        }
        kafka.grant(grants.of(Party.OPERATOR));
        run(Party.OPERATOR, "topics", "--create", "--set", "partitions=2");
    }

    @AfterEach
    void stop() {
        registry.close();
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void theEngineNeedsEverythingThatIsPrintedForItAndNothingMore(String groupProtocol) throws Exception {
        for (Party party : List.of(Party.ENGINE, Party.LOADER, Party.PRODUCER)) {
            kafka.grant(grants.of(party));
        }
        List<Access> seen = new ArrayList<>();
        for (int life = 1; life <= 2; life++) {
            try (ServingEngine engine = ServingEngine.start(engine(Map.of("group.protocol", groupProtocol)))) {
                if (life == 1) {
                    post(engine, "/v1/sessions", "{\"sessionKey\":\"s-0\",\"kind\":\"chat\"}");
                    post(engine, "/v1/applications/desk/install", "{\"name\":\"Desk\"}");
                    writeEvents();
                }
                awaitAnswer(engine, "/v1/sessions/s-1");
                awaitAnswer(engine, "/v1/sessions/s-1/history");
                Awaitility.await("all outputs are written").atMost(PATIENCE).untilAsserted(() -> {
                    seen.addAll(SeenAccess.take(Party.ENGINE.principal()));
                    assertThat(inVain(seen)).isSubsetOf(FOR_FAILURES);
                });
            }
        }
        seen.addAll(SeenAccess.take(Party.ENGINE.principal()));
        assertThat(SeenAccess.missed(seen)).isEmpty();
        assertThat(changelogs()).containsExactlyInAnyOrderElementsOf(granted("-changelog"));
    }

    @Test
    void everyOtherPartyDoesItsWorkWithWhatIsPrintedForIt() throws Exception {
        for (Party party : Party.values()) {
            kafka.grant(grants.of(party));
        }
        try (ServingEngine engine = ServingEngine.start(engine(Map.of()))) {
            writeEvents();
            awaitAnswer(engine, "/v1/sessions/s-1");
        }
        assertThat(run(Party.AUDITOR, "verify")).contains("Everything follows from the log.");
        run(Party.AUDITOR, "replay");
        assertThat(run(Party.ARCHIVIST, "checkpoint")).contains("Checkpoint ");
        assertThat(run(Party.ARCHIVIST, "checkpoint", "list")).isNotBlank();
        for (String topic : List.of("rejections", "outcomes", "commands")) {
            run(topic.equals("commands") ? Party.WORKER : Party.CONSUMER, "tail", topic, "--max", "0");
        }
        run(Party.OPERATOR, "tail", "dead-letters", "--max", "0");
        run(Party.OPERATOR, "topics");
        run(Party.OPERATOR, "fold-version", "--begin", "1");
        for (Party party : Party.values()) {
            assertThat(SeenAccess.missed(SeenAccess.take(party.principal())))
                    .as(party.label())
                    .isEmpty();
        }
    }

    @Test
    void anEngineThatLacksAnEntrySaysWhich() throws Exception {
        kafka.grant(grants.of(Party.ENGINE));
        for (AclBinding binding : grants.of(Party.ENGINE)) {
            // That a changelog is read is found out once it is there: before, Kafka tells nothing of it.
            boolean isUnseen = binding.pattern().name().endsWith("-changelog")
                    && binding.entry().operation() != AclOperation.CREATE;
            if (isUnseen) {
                continue;
            }
            kafka.revoke(binding);
            assertThatThrownBy(() -> ServingEngine.start(engine(Map.of())))
                    .as(binding.toString())
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining(binding.pattern().name())
                    .hasMessageContaining("`topics --acls` prints what has to be allowed")
                    .hasMessageNotContaining("planted");
            kafka.grant(List.of(binding));
        }
    }

    @Test
    void aWrongPasswordIsSaidToBeOneAndNotRepeated() throws Exception {
        kafka.grant(grants.of(Party.ENGINE));
        Map<String, String> settings = new HashMap<>(kafka.settingsOf("sessionfold-engine"));
        settings.computeIfPresent("kafka.sasl.jaas.config", (name, jaas) -> jaas.replace("planted-", "planted-wrong-"));

        assertThatThrownBy(() -> ServingEngine.start(engine(settings)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("did not recognize each other")
                .hasMessageContaining("check kafka.security.protocol")
                .hasStackTraceContaining("Expected Kafka at")
                .satisfies(
                        failure -> assertThat(Throwables.getStackTrace(failure)).doesNotContain("planted"));
    }

    /** Granted to the engine, and never asked for. */
    private Set<String> inVain(List<Access> seen) {
        return grants.of(Party.ENGINE).stream()
                .filter(binding -> seen.stream().noneMatch(access -> access.isUseOf(binding)))
                .map(binding ->
                        binding.entry().operation() + " " + binding.pattern().name())
                .collect(Collectors.toSet());
    }

    private Set<String> granted(String ending) {
        return grants.of(Party.ENGINE).stream()
                .map(binding -> binding.pattern().name())
                .filter(name -> name.endsWith(ending))
                .collect(Collectors.toSet());
    }

    private Set<String> changelogs() throws Exception {
        try (Admin admin = kafka.admin()) {
            return admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith("sessionfold-"))
                    .collect(Collectors.toSet());
        }
    }

    /** Such that each output of the engine has something, once an application is installed beside. */
    private void writeEvents() throws Exception {
        run(
                Party.LOADER,
                "load",
                Files.writeString(folder.resolve("events.jsonl"), EVENTS).toString());
        Map<String, Object> producer =
                new HashMap<>(Settings.of(settings(Party.PRODUCER)).kafka().clientProperties());
        try (KafkaProducer<String, String> out =
                new KafkaProducer<>(producer, new StringSerializer(), new StringSerializer())) {
            out.send(new ProducerRecord<>(Topics.EVENTS, "acme/s-1", "no event"))
                    .get();
        }
    }

    private String run(Party party, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        settings(party).forEach((name, value) -> arguments.addAll(List.of("--set", name + '=' + value)));
        CommandLineRun run = CommandLineRun.of(arguments.toArray(String[]::new));
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out() + run.err()).doesNotContain("planted");
        return run.out();
    }

    private Settings engine(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(settings(Party.ENGINE));
        settings.putAll(Map.of(
                "state.dir", folder.resolve("state").toString(),
                "create.topics", "false",
                "standby.replicas", "0",
                "http.port", "0",
                "http.tenant", "acme"));
        settings.putAll(more);
        return Settings.of(settings);
    }

    private Map<String, String> settings(Party party) {
        Map<String, String> settings = new HashMap<>(kafka.settingsOf(user(party)));
        settings.put("registry.url", registry.url());
        settings.put("replication.factor", "1");
        return settings;
    }

    private static String user(Party party) {
        return party.principal().substring("User:".length());
    }

    private static void awaitAnswer(ServingEngine engine, String path) {
        Awaitility.await(path)
                .atMost(PATIENCE)
                .until(() -> send(HttpRequest.newBuilder(URI.create(engine.url() + path)))
                                .statusCode()
                        == 200);
    }

    /** Until it is answered: a store that is being restored cannot say what was decided. */
    private static void post(ServingEngine engine, String path, String body) {
        Awaitility.await(path)
                .atMost(PATIENCE)
                .until(() -> send(HttpRequest.newBuilder(URI.create(engine.url() + path))
                                        .header("Content-Type", "application/json")
                                        .header("Idempotency-Key", "once")
                                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                                .statusCode()
                        == 202);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
