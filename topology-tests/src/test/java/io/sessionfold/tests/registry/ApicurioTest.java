package io.sessionfold.tests.registry;

import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.config.SettingNames;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.faults.Ran;
import io.sessionfold.tests.live.LiveDriver;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.RegistryRefusedException;
import io.sessionfold.wire.SchemaLookup;
import io.sessionfold.wire.WriterSchemas;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The engine and its commands on a registry that is not the project's own: Apicurio, by Confluent's API below a path. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ApicurioTest {

    private static final int NO_SUCH_ID = 999_999;

    /** The first question to a registry that has just started takes longer than the engine waits for one. */
    private static final int PATIENCE_MS = 60_000;

    @TempDir
    private static Path folder;

    private static ApicurioStack stack;
    private static Registry registry;
    private static LiveDriver driver;

    @BeforeAll
    static void start() throws Exception {
        Apicurio.absence().ifPresent(Assumptions::abort);
        stack = ApicurioStack.start(folder);
        registry = Registry.connect(
                List.of(stack.registryUrl()),
                Map.of(SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS, PATIENCE_MS),
                InstantSource.system());
        // The rule of the contract; Apicurio has none by itself.
        registry.client().updateCompatibility(null, "BACKWARD_TRANSITIVE");
        // Somebody else is here too, so that the engine's ids are not those of an empty registry.
        registry.client().register("others-value", foreign("Other"));
        driver = LiveDriver.onMovedTime(FoldVersions.KNOWN, "LiveDriver on Apicurio", any -> stack);
    }

    @AfterAll
    static void close() {
        if (driver != null) {
            driver.close();
        } else if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Order(1)
    @DisplayName("INV-48: a named case is folded with a registry that others made, and verify finds nothing")
    void aNamedCaseIsFoldedAndVerified() throws Exception {
        given(session("s-1").ownedBy("ada"))
                .has(runStarted("r-1"))
                .when(runEnded("r-1"))
                .then(sessionsChanged().showsOnce("s-1").withNoActiveRun().withLastRun("r-1", "done"))
                .and(outcomes().areExactly(done("r-1")))
                .and(rejections().areEmpty())
                .on(driver);

        assertThat(registry.client().getAllSubjects())
                .contains(RecordWriter.subject(Topics.EVENTS), RecordWriter.subject(Topics.SESSIONS_CHANGED));
        Ran verified = verify();
        assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
        assertThat(verified.out().lines()).endsWith("Everything follows from the log.");
    }

    @Test
    @Order(2)
    @DisplayName("INV-48: an id that the registry does not know is unknown, and not a registry that is down")
    void anUnknownIdIsUnknown() {
        assertThat(new WriterSchemas(registry, InstantSource.system()).lookUp(NO_SUCH_ID))
                .isEqualTo(new SchemaLookup.Unknown(NO_SUCH_ID));
    }

    @Test
    @Order(3)
    @DisplayName("an address of the registry without its path is said at the start")
    void anAddressWithoutThePathIsSaid() {
        String root = stack.registry().root();

        assertThatThrownBy(() -> start(root))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageMatching(
                        "Expected the schema registry at \\[%s] to take \\S+ under subject '\\S+-value', but it answered: HTTP 404, .*is its path in the URL\\?"
                                .formatted(root));
    }

    /** The last one: afterwards a topic has the schema of somebody else. */
    @Test
    @Order(4)
    @DisplayName("INV-48: a schema that does not fit those before it is refused by the registry, and said at the start")
    void anIncompatibleSchemaIsSaid() throws Exception {
        SchemaRegistryClient client = registry.client();
        String subject = RecordWriter.subject(Topics.RUN_OUTCOMES);
        client.deleteSubject(subject);
        client.register(subject, foreign(RunOutcome.class.getSimpleName()));

        assertThatThrownBy(() -> start(stack.registryUrl()))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageStartingWith("Expected the schema registry at [" + stack.registryUrl() + "] to take "
                        + RunOutcome.class.getName() + " under subject '" + subject + "', but it answered: ")
                .message()
                .containsIgnoringCase("incompatible");
    }

    /** A record of the contract's namespace with a field of a type that the contract gives to no field of this name. */
    private static AvroSchema foreign(String name) {
        return new AvroSchema(SchemaBuilder.record(name)
                .namespace(RunOutcome.class.getPackageName())
                .fields()
                .requiredInt("runId")
                .endRecord());
    }

    private static Ran verify() {
        return Ran.command(
                "verify", "--bootstrap-servers", stack.bootstrapServers(), "--registry-url", stack.registryUrl());
    }

    private static void start(String registryUrl) {
        Engine.start(Settings.of(Map.of(
                        SettingNames.BOOTSTRAP_SERVERS, stack.bootstrapServers(),
                        SettingNames.REGISTRY_URL, registryUrl,
                        SettingNames.PARTITIONS, Integer.toString(LiveDriver.PARTITIONS),
                        SettingNames.REPLICATION_FACTOR, "1",
                        SettingNames.STATE_DIR, folder.resolve("started").toString())))
                .close();
    }
}
