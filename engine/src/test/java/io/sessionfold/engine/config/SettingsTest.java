package io.sessionfold.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @Test
    void withoutAnySourceEverySettingHasItsDefault() {
        Settings settings = Settings.of(Map.of());

        assertThat(settings.kafka().bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(settings.registry().urls()).containsExactly("http://127.0.0.1:8081");
        assertThat(settings.topics()).isEqualTo(new TopicSettings(24, (short) -1, true));
        assertThat(settings.http())
                .isEqualTo(
                        new HttpSettings("127.0.0.1", 8480, null, null, HttpCallers.LOOPBACK, Duration.ofSeconds(2)));
        assertThat(settings.streams().sessionsCacheBytes()).isEqualTo(64L << 20);
        assertThat(settings.streams().groupProtocol()).isEqualTo(GroupProtocol.CLASSIC);
        assertThat(settings.timer()).isEqualTo(new TimerSettings(200, 500));
    }

    @Test
    void aFlagOverridesAVariableOverridesTheFileOverridesTheCommand(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("s.properties"),
                "partitions=5\nthreads=5\nhttp.port=5\n# a comment\ntimer.tick.ms = 55\n");
        Settings settings = Settings.load(new SettingSources(
                Map.of("partitions", "4", "standby.replicas", "4"),
                file,
                Map.of("SESSIONFOLD_THREADS", "6", "SESSIONFOLD_HTTP_PORT", "6", "PATH", "/bin"),
                Map.of("http.port", "7")));

        assertThat(settings.streams().standbyReplicas()).isEqualTo(4);
        assertThat(settings.topics().partitions()).isEqualTo(5);
        assertThat(settings.timer().tickMs()).isEqualTo(55);
        assertThat(settings.streams().threads()).isEqualTo(6);
        assertThat(settings.http().port()).isEqualTo(7);
        assertThat(settings.describe())
                .filteredOn(row -> row.name().equals("http.port"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.origin()).isEqualTo(SettingOrigin.FLAG);
                    assertThat(row.defaultValue()).isEqualTo("8480");
                    assertThat(row.variable()).isEqualTo("SESSIONFOLD_HTTP_PORT");
                });
    }

    @Test
    void whatBeginsWithAPrefixIsPassedThroughByItsKafkaName() {
        Settings settings = Settings.load(new SettingSources(
                Map.of(),
                null,
                Map.of("SESSIONFOLD_KAFKA_SECURITY_PROTOCOL", "SASL_SSL"),
                Map.of("streams.num.stream.task.x", "1", "registry.client.proxy.host", "proxy")));

        assertThat(settings.kafka().passThrough().values()).isEqualTo(Map.of("security.protocol", "SASL_SSL"));
        assertThat(settings.streams().passThrough().values()).isEqualTo(Map.of("num.stream.task.x", "1"));
        assertThat(settings.registry().passThrough().values()).isEqualTo(Map.of("proxy.host", "proxy"));
    }

    @Test
    void severalRegistriesAreTriedInTheirOrder() {
        assertThat(Settings.of(Map.of("registry.url", "http://a:1, https://b:2"))
                        .registry()
                        .urls())
                .isEqualTo(List.of("http://a:1", "https://b:2"));
    }

    @Test
    void secretsAreNeverPrinted() {
        Settings settings = Settings.of(Map.of(
                "kafka.sasl.jaas.config", "hunter2",
                "kafka.ssl.keystore.key", "hunter2",
                "kafka.ssl.key.password", "hunter2",
                "streams.producer.ssl.truststore.password", "hunter2",
                "registry.client.basic.auth.user.info", "ada:hunter2",
                "registry.url", "http://ada:hunter2@registry:8081"));

        assertThat(settings.toString()).contains("registry:8081").doesNotContain("hunter2");
        assertThat(settings.describe().toString()).contains(Secrets.MASK).doesNotContain("hunter2");
        assertThat(settings.registry().urls()).containsExactly("http://ada:hunter2@registry:8081");
    }

    @Test
    void everySettingHasAMeaningAndItsDefaultIsAllowed() {
        // Kafka checks each default with the validator when a definition is made.
        assertThat(SettingDefinitions.configDef().names()).hasSameSizeAs(SettingDefinitions.all());
        assertThat(SettingDefinitions.all())
                .allSatisfy(setting -> assertThat(setting.meaning()).endsWith("."));
    }
}
