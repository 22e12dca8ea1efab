package io.sessionfold.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RegistryEndpointTest {
    private static final String SUBJECT = "letters-value";
    private static final AvroSchema LETTER = letter("{'name':'body','type':'string'}");
    private static final AvroSchema LETTER_WITH_SENDER =
            letter("{'name':'body','type':'string'},{'name':'sender','type':'string','default':''}");
    private static final AvroSchema LETTER_WITHOUT_DEFAULT =
            letter("{'name':'body','type':'string'},{'name':'weight','type':'int'}");

    @TempDir
    Path folder;

    private RegistryEndpoint registry;
    private CachedSchemaRegistryClient client;

    @BeforeEach
    void start() {
        registry = RegistryEndpoint.start(folder, 0);
        client = new CachedSchemaRegistryClient(registry.url(), 100);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        registry.close();
    }

    @Test
    void aSchemaIsFoundByItsIdAndByItself() throws Exception {
        int id = client.register(SUBJECT, LETTER);

        forget();
        assertThat(client.getSchemaById(id)).isEqualTo(LETTER);
        assertThat(client.getId(SUBJECT, LETTER)).isEqualTo(id);
        assertThat(client.getVersion(SUBJECT, LETTER)).isEqualTo(1);
        assertThat(client.getAllSubjects()).containsExactly(SUBJECT);
        assertThat(client.getAllVersions(SUBJECT)).containsExactly(1);
        assertThat(client.getLatestSchemaMetadata(SUBJECT).getSchema()).isEqualTo(LETTER.canonicalString());
        assertThat(client.getSchemaMetadata(SUBJECT, 1).getId()).isEqualTo(id);
    }

    @Test
    void whatASchemaSaysComesBackInEveryScript() throws Exception {
        AvroSchema weighed = letter("{'name':'weight','type':'int','doc':'Gewicht in µg, 重さ'}");
        int id = client.register(SUBJECT, weighed);

        restart();

        assertThat(client.getSchemaById(id).canonicalString()).isEqualTo(weighed.canonicalString());
        assertThat(client.getLatestSchemaMetadata(SUBJECT).getSchema()).isEqualTo(weighed.canonicalString());
    }

    @Test
    void theSameSchemaKeepsItsIdInEverySubject() throws Exception {
        int id = client.register(SUBJECT, LETTER);
        client.register(SUBJECT, LETTER_WITH_SENDER);

        forget();
        assertThat(client.register(SUBJECT, LETTER)).isEqualTo(id);
        assertThat(client.register("archive/letters", LETTER)).isEqualTo(id);
        assertThat(client.getAllVersions(SUBJECT)).containsExactly(1, 2);
    }

    @Test
    void idsVersionsAndLevelsSurviveARestart() throws Exception {
        int first = client.register(SUBJECT, LETTER);
        int second = client.register(SUBJECT, LETTER_WITH_SENDER);
        client.updateCompatibility("free", "NONE");
        client.updateCompatibility(null, "FULL_TRANSITIVE");

        restart();

        assertThat(client.getSchemaById(first)).isEqualTo(LETTER);
        assertThat(client.getId(SUBJECT, LETTER_WITH_SENDER)).isEqualTo(second);
        assertThat(client.getAllVersions(SUBJECT)).containsExactly(1, 2);
        assertThat(client.getCompatibility("free")).isEqualTo("NONE");
        assertThat(client.getCompatibility(null)).isEqualTo("FULL_TRANSITIVE");
        assertThat(client.register("other", LETTER_WITHOUT_DEFAULT)).isGreaterThan(second);
    }

    @Test
    void aSchemaThatCannotReadWhatWasWrittenIsRefused() throws Exception {
        client.register(SUBJECT, LETTER);

        assertThat(client.testCompatibility(SUBJECT, LETTER_WITH_SENDER)).isTrue();
        assertThat(client.testCompatibility(SUBJECT, LETTER_WITHOUT_DEFAULT)).isFalse();
        assertThat(client.testCompatibilityVerbose(SUBJECT, LETTER_WITHOUT_DEFAULT))
                .anySatisfy(reason -> assertThat(reason).contains("weight"));
        assertRefused(409, 409, () -> client.register(SUBJECT, LETTER_WITHOUT_DEFAULT));
        assertThat(client.getAllVersions(SUBJECT)).containsExactly(1);
    }

    @Test
    void theDefaultLevelLooksAtEveryVersion() throws Exception {
        client.register(SUBJECT, letter("{'name':'a','type':'string'}"));
        client.register(SUBJECT, letter("{'name':'b','type':'string','default':''}"));

        assertThat(client.getCompatibility(null)).isEqualTo("BACKWARD_TRANSITIVE");
        assertRefused(409, 409, () -> client.register(SUBJECT, letter("{'name':'a','type':'int','default':0}")));
    }

    @Test
    void aSubjectMayChooseToAcceptAnything() throws Exception {
        client.register(SUBJECT, LETTER);
        client.updateCompatibility(SUBJECT, "NONE");

        assertThat(client.register(SUBJECT, LETTER_WITHOUT_DEFAULT)).isEqualTo(2);
    }

    @Test
    void whatIsUnknownIsRefusedWithItsOwnCode() throws Exception {
        assertRefused(404, 40401, () -> client.getId(SUBJECT, LETTER));
        assertRefused(404, 40401, () -> client.getAllVersions(SUBJECT));
        assertThat(client.getAllSubjects()).isEmpty();

        client.register(SUBJECT, LETTER);
        assertRefused(404, 40403, () -> client.getSchemaById(99));
        assertRefused(404, 40403, () -> client.getId(SUBJECT, LETTER_WITH_SENDER));
        assertRefused(404, 40402, () -> client.getSchemaMetadata(SUBJECT, 7));
        assertRefused(404, 40408, () -> client.getCompatibility(SUBJECT));
        assertRefused(422, 42203, () -> client.updateCompatibility(SUBJECT, "SIDEWAYS"));
    }

    @Test
    void aLineThatWasNeverFinishedIsCutOff() throws Exception {
        int first = client.register(SUBJECT, LETTER);
        client.close();
        registry.close();
        Path log = folder.resolve("registry.jsonl");
        String whole = Files.readString(log);
        byte[] begun = "{\"entry\":\"registered\",\"subject\":\"\u00fc".getBytes(UTF_8);
        Files.write(log, Arrays.copyOf(begun, begun.length - 1), StandardOpenOption.APPEND);

        start();
        assertThat(client.register(SUBJECT, LETTER_WITH_SENDER)).isEqualTo(first + 1);
        assertThat(Files.readString(log)).startsWith(whole).hasLineCount(2);

        restart();
        assertThat(client.getAllVersions(SUBJECT)).containsExactly(1, 2);
    }

    @Test
    void aWholeLineThatCannotBeReadIsSaidInOneSentence() throws Exception {
        client.register(SUBJECT, LETTER);
        client.close();
        registry.close();
        Path log = folder.resolve("registry.jsonl");
        String whole = Files.readString(log);
        Files.writeString(log, whole + "{nonsense}\n" + whole);

        assertThatThrownBy(() -> RegistryEndpoint.start(folder, 0))
                .isInstanceOf(LocalStackException.class)
                .hasMessageStartingWith(
                        "Expected line 2 of " + log + " to be an entry of the registry, but it was not:");

        Files.writeString(log, whole);
        start();
    }

    @Test
    void aPortInUseIsSaidInOneSentence(@TempDir Path other) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> RegistryEndpoint.start(other, taken.getLocalPort()))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessage("Expected port %d of 127.0.0.1 to be free, but it was in use", taken.getLocalPort());
        }

        RegistryEndpoint.start(other, 0).close();
    }

    @Test
    void aFolderInUseIsSaidInOneSentence() throws Exception {
        assertThatThrownBy(() -> RegistryEndpoint.start(folder, 0))
                .isInstanceOf(LocalStackException.class)
                .hasMessageStartingWith("Expected folder " + folder.toRealPath() + " to be free");
    }

    /** Restarts only the client, so that nothing is answered from its cache. */
    private void forget() throws Exception {
        client.close();
        client = new CachedSchemaRegistryClient(registry.url(), 100);
    }

    private void restart() throws Exception {
        stop();
        start();
    }

    private static AvroSchema letter(String fields) {
        return new AvroSchema("{'type':'record','name':'Letter','fields':[%s]}"
                .formatted(fields)
                .replace('\'', '"'));
    }

    private static void assertRefused(int status, int errorCode, ThrowingCallable call) {
        assertThatThrownBy(call).asInstanceOf(type(RestClientException.class)).satisfies(refusal -> {
            assertThat(refusal.getStatus()).isEqualTo(status);
            assertThat(refusal.getErrorCode()).isEqualTo(errorCode);
        });
    }
}
