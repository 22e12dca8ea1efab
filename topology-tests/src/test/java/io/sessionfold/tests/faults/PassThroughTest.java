package io.sessionfold.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.app.ServingEngine;
import io.sessionfold.engine.app.cli.SessionfoldCommand;
import io.sessionfold.engine.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is set for Kafka's security reaches every client that the process makes, and no output of it. */
final class PassThroughTest {

    /** Kafka reads none of these while the connection is in clear; so a broker without TLS will do. */
    private static final Map<String, String> SECURITY = Map.of(
            "sasl.jaas.config", "planted required password=\"planted\";",
            "sasl.mechanism", "SCRAM-SHA-512",
            "ssl.truststore.location", "/planted/trust.p12",
            "ssl.truststore.password", "planted",
            "ssl.endpoint.identification.algorithm", "https");

    @TempDir
    Path folder;

    @Test
    void everyKafkaClientOfTheProcessIsMadeWithThem() throws Exception {
        try (EngineCluster cluster = EngineCluster.start(folder)) {
            SeenClients.take();
            Map<String, String> settings = new HashMap<>(passedThrough());
            settings.putAll(Map.of("http.port", "0", "http.tenant", "acme"));
            try (ServingEngine engine = ServingEngine.start(cluster.settings("one", settings))) {
                list(engine.url());
            }
            assertThat(clients(SeenClients.take()))
                    .anyMatch(id -> id.startsWith("adminclient-"))
                    .anyMatch(id -> id.startsWith("sessionfold-") && id.endsWith("-admin"))
                    .anyMatch(id -> id.startsWith("sessionfold-") && id.endsWith("-consumer"))
                    .anyMatch(id -> id.startsWith("sessionfold-") && id.endsWith("-restore-consumer"))
                    .anyMatch(id -> id.startsWith("sessionfold-") && id.endsWith("-producer"))
                    .anyMatch(id -> id.startsWith("producer-"))
                    .anyMatch(id -> id.startsWith("consumer-"));
            Path events = Files.writeString(
                    folder.resolve("events.jsonl"),
                    "{\"type\":\"SessionDeleted\",\"tenantId\":\"acme\",\"sessionKey\":\"s\",\"producerId\":\"p\","
                            + "\"payload\":{}}\n");
            for (List<String> command : List.of(
                    List.of("topics"),
                    List.of("tail", "outcomes", "--max", "0"),
                    List.of("load", events.toString(), "--format", "events", "--speed", "max"))) {
                run(cluster.settings("cli", passedThrough()), command);
                assertThat(clients(SeenClients.take())).as(command.get(0)).isNotEmpty();
            }
        }
    }

    /** The ids of the clients, once each of them has been found to have what was passed through. */
    private static List<String> clients(List<Map<String, Object>> seen) {
        assertThat(seen).allSatisfy(client -> assertThat(client).containsAllEntriesOf(SECURITY));
        return seen.stream()
                .map(client -> String.valueOf(client.get("client.id")))
                .toList();
    }

    private static Map<String, String> passedThrough() {
        Map<String, String> settings = new HashMap<>(Map.of("kafka.metric.reporters", SeenClients.class.getName()));
        SECURITY.forEach((name, value) -> settings.put("kafka." + name, value));
        return settings;
    }

    private static void run(Settings settings, List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        settings.describe().stream()
                .filter(row -> List.of("bootstrap.servers", "registry.url", "partitions", "replication.factor")
                        .contains(row.name()))
                .forEach(row -> arguments.addAll(List.of("--set", row.name() + '=' + row.value())));
        passedThrough().forEach((name, value) -> arguments.addAll(List.of("--set", name + '=' + value)));
        StringWriter printed = new StringWriter();
        int code = SessionfoldCommand.commandLine()
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(printed, true))
                .execute(arguments.toArray(String[]::new));
        assertThat(code).as(Arrays.asList(arguments.get(0), printed).toString()).isZero();
        assertThat(printed.toString()).doesNotContain("planted");
    }

    private static void list(String url) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/v1/sessions")).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).doesNotContain("planted");
    }
}
