package io.sessionfold.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsRefusalTest {

    @Test
    void aWrongValueIsNamedWithItsOriginAndWhatIsAllowed() {
        refusal(Map.of(), Map.of("SESSIONFOLD_HTTP_PORT", "eighty"))
                .hasMessage("Expected http.port to be a whole number from 0 to 65535, but it was 'eighty'"
                        + " (environment variable SESSIONFOLD_HTTP_PORT)");
        refusal(Map.of("http.port", "65536"), Map.of()).hasMessageContaining("but it was '65536' (flag for http.port)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "partitions | 0",
                "partitions | 1.5",
                "partitions | 99999999999",
                "replication.factor | 0",
                "bootstrap.servers | localhost",
                "bootstrap.servers | localhost:0",
                "bootstrap.servers | a:1,,b:2",
                "registry.url | localhost:8081",
                "http.advertised | host",
                "http.advertised | host:65536",
                "http.tenant | a/b",
                "http.tenant | sessionfold",
                "application.id | a b",
                "group.protocol | consumer",
                "create.topics | yes",
                "rocksdb.memory.bytes | 1",
                "sessions.cache.bytes | -1",
                "threads | ''"
            })
    void aValueOutsideWhatIsAllowedIsRefused(String name, String value) {
        refusal(Map.of(name, value), Map.of()).hasMessageStartingWith("Expected " + name + " to be ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.partitioner.class",
                "kafka.producer.partitioner.class",
                "streams.producer.partitioner.class"
            })
    void aPartitionerIsRefusedWithTheReason(String name) {
        refusal(Map.of(name, "com.example.Mine"), Map.of())
                .hasMessageContaining(name)
                .hasMessageContaining("murmur2 of the record key");
    }

    @Test
    void whatHasASettingOfItsOwnIsNotPassedThrough() {
        refusal(Map.of("streams.num.stream.threads", "2"), Map.of()).hasMessageContaining("it is set with threads");
        refusal(Map.of("kafka.isolation.level", "read_uncommitted"), Map.of()).hasMessageContaining("read_committed");
    }

    @Test
    void anUnknownSettingInTheFileIsAnErrorThatNamesTheNearest(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("s.properties"), "htpp.port=1\n");

        assertThatThrownBy(() -> Settings.load(new SettingSources(Map.of(), file, Map.of(), Map.of())))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Expected htpp.port to be a setting, but there is none of that name (file " + file
                        + "); did you mean http.port?");
        refusal(Map.of("colour", "red"), Map.of()).hasMessageEndingWith("`config` lists what there is");
        refusal(Map.of("kafka.", "red"), Map.of()).hasMessageContaining("none of that name");
    }

    @Test
    void aVariableThatIsAlmostASettingIsAnErrorAndAnyOtherIsLeftAlone() {
        refusal(Map.of(), Map.of("SESSIONFOLD_HTTP_PROT", "1")).hasMessageEndingWith("mean SESSIONFOLD_HTTP_PORT?");
        assertThatCode(() -> Settings.load(new SettingSources(
                        Map.of(),
                        null,
                        Map.of("SESSIONFOLD_SERVICE_HOST", "10.0.0.1", "SESSIONFOLD_PORT", "tcp://10.0.0.1:8480"),
                        Map.of())))
                .doesNotThrowAnyException();
    }

    @Test
    void aFileThatCannotBeReadIsNamed(@TempDir Path folder) throws IOException {
        Path absent = folder.resolve("absent.properties");
        Path latin = Files.write(folder.resolve("l.properties"), "http.host=é".getBytes(StandardCharsets.ISO_8859_1));

        for (Path file : new Path[] {absent, latin, folder}) {
            assertThatThrownBy(() -> Settings.load(new SettingSources(Map.of(), file, Map.of(), Map.of())))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void aCommitHasToFitIntoItsTransaction() {
        refusal(Map.of("commit.interval.ms", "5000"), Map.of())
                .hasMessage("Expected commit.interval.ms to be below transaction.timeout.ms (5000 ms),"
                        + " but it was 5000 ms");
    }

    @Test
    void aRefusalKeepsASecret() {
        refusal(Map.of("registry.url", "ftp://ada:hunter2@r"), Map.of())
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refusal(
            Map<String, String> flags, Map<String, String> environment) {
        return assertThatThrownBy(() -> Settings.load(new SettingSources(Map.of(), null, environment, flags)))
                .isInstanceOf(SettingsException.class);
    }
}
