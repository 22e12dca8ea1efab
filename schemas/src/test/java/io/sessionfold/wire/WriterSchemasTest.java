package io.sessionfold.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WriterSchemasTest {
    private static final Schema POSITION = RegisteredForm.of(Position.getClassSchema());
    private static final String FOUND = "{\"schema\":\"" + POSITION.toString().replace("\"", "\\\"") + "\"}";
    private static final String NOT_FOUND = "{\"error_code\":40403,\"message\":\"Schema not found\"}";
    private static final String DOWN = "{\"error_code\":50301,\"message\":\"starting\"}";

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private RegistryDouble http;
    private Registry registry;

    @BeforeEach
    void startTheRegistry() throws IOException {
        http = new RegistryDouble();
        registry = new Registry(new CachedSchemaRegistryClient(http.url(), 10), List.of(http.url()), clock, clock);
    }

    @AfterEach
    void stopTheRegistry() {
        http.close();
    }

    @Test
    void aSchemaIsAskedForOnce() {
        http.answers(200, FOUND);
        WriterSchemas schemas = new WriterSchemas(registry, clock);

        assertThat(found(schemas.lookUp(7)).schema()).isEqualTo(POSITION);
        assertThat(found(schemas.lookUp(7)).id()).isEqualTo(7);
        assertThat(http.questions()).isEqualTo(1);
    }

    @Test
    void aRegistryThatComesBackInTimeIsAskedAgain() {
        http.answers(503, DOWN).answers(500, DOWN).answers(200, FOUND);

        assertThat(found(new WriterSchemas(registry, clock).lookUp(7)).schema()).isEqualTo(POSITION);
        assertThat(clock.pauses()).isEqualTo(2);
    }

    @Test
    void aRegistryThatStaysDownIsGivenUpAfterThreeSecondsAndNamed() {
        http.answers(503, DOWN);
        WriterSchemas schemas = new WriterSchemas(registry, clock);
        long beganAtMs = clock.millis();

        assertThatThrownBy(() -> schemas.lookUp(7))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(http.url())
                .hasMessageContaining("schema 7");
        assertThat(clock.millis() - beganAtMs).isBetween(1_000L, Registry.PATIENCE_MS);
    }

    @Test
    void nobodyListeningIsARegistryThatIsDown() {
        http.close();

        assertThatThrownBy(() -> registry.schema(7)).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void aRegistryThatRefusesTheCredentialsIsNotAnUnknownSchema() {
        http.answers(401, "{\"error_code\":40101,\"message\":\"Unauthorized\"}");

        assertThatThrownBy(() -> new WriterSchemas(registry, clock).lookUp(7))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("Unauthorized");
        assertThat(clock.pauses()).isZero();
    }

    @Test
    void anUnknownIdIsBelievedForAWhileOnly() {
        http.answers(404, NOT_FOUND).answers(200, FOUND);
        WriterSchemas schemas = new WriterSchemas(registry, clock);

        assertThat(schemas.lookUp(7)).isEqualTo(new SchemaLookup.Unknown(7));
        clock.passMs(WriterSchemas.UNKNOWN_FOR_MS - 1);
        assertThat(schemas.lookUp(7)).isEqualTo(new SchemaLookup.Unknown(7));
        assertThat(http.questions()).isEqualTo(1);
        clock.passMs(1);
        assertThat(found(schemas.lookUp(7)).schema()).isEqualTo(POSITION);
    }

    @Test
    void unknownIdsAreRememberedInABoundedNumber() {
        http.answers(404, NOT_FOUND);
        WriterSchemas schemas = new WriterSchemas(registry, clock);

        for (int id = 1; id <= 1_001; id++) {
            schemas.lookUp(id);
        }
        schemas.lookUp(1_001);
        assertThat(http.questions()).isEqualTo(1_001);
        schemas.lookUp(1);
        assertThat(http.questions()).isEqualTo(1_002);
    }

    @Test
    void aSchemaThatIsNotAvroIsUnusableAndNotAnOutage() {
        http.answers(200, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");

        assertThat(new WriterSchemas(registry, clock).lookUp(7)).isInstanceOf(SchemaLookup.Unusable.class);
        assertThat(clock.pauses()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {900, 1_100, 20_000, 300_000})
    void aSchemaThatIsNestedDeeplyIsAnAnswerAndNotAnOutage(int depth) {
        String nested = "{\\\"type\\\":\\\"array\\\",\\\"items\\\":".repeat(depth) + "\\\"int\\\"" + "}".repeat(depth);
        http.answers(200, "{\"schema\":\"" + nested + "\"}");

        assertThat(new WriterSchemas(registry, clock, folder).lookUp(7)).isNotInstanceOf(SchemaLookup.Unknown.class);
        assertThat(clock.pauses()).isZero();
    }

    @Test
    void aRestartReadsTheFolderWhileTheRegistryIsDown() {
        http.answers(200, FOUND).answers(503, DOWN);
        new WriterSchemas(registry, clock, folder).lookUp(7);

        WriterSchemas restarted = new WriterSchemas(registry, clock, folder);

        assertThat(found(restarted.lookUp(7)).schema()).isEqualTo(POSITION);
        assertThat(found(restarted.lookUp(7)).fingerprint()).isEqualTo(WriterSchema.fingerprintOf(POSITION));
        assertThat(http.questions()).isEqualTo(1);
    }

    @Test
    void aTornFileIsAskedForAgainAndReplaced() throws IOException {
        http.answers(200, FOUND);
        Files.writeString(folder.resolve("7.json"), FOUND.substring(0, 20));

        assertThat(found(new WriterSchemas(registry, clock, folder).lookUp(7)).schema())
                .isEqualTo(POSITION);
        assertThat(folder).isDirectoryContaining("glob:**/7.json");
        assertThat(new Schema.Parser().parse(Files.readString(folder.resolve("7.json"))))
                .isEqualTo(POSITION);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void anIncompatibleSchemaIsRefusedWithTheRegistrysWords() {
        http.answers(409, "{\"error_code\":409,\"message\":\"incompatible with an earlier schema\"}");
        RecordWriter<LifecycleEvent> writer = new RecordWriter<>(LifecycleEvent.class, Events.TOPIC, registry, true);

        assertThatThrownBy(() -> writer.write(Events.runStarted()))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("sessionfold.events-value")
                .hasMessageContaining("incompatible with an earlier schema");
    }

    private static WriterSchema found(SchemaLookup lookup) {
        assertThat(lookup).isInstanceOf(SchemaLookup.Found.class);
        return ((SchemaLookup.Found) lookup).schema();
    }
}
