package io.sessionfold.tests.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.topology.SessionTopology;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.topology.TopologySettings;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.MovedClock;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.RegistryRefusedException;
import io.sessionfold.wire.WriterSchemas;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the registry is asked for before anything is folded. */
final class RegisteredSchemasTest {

    private static final TopologySettings SETTINGS = new TopologySettings(FoldVersions.KNOWN, 4, true, 100, 100);

    private final Registry registry = Registry.mock(UUID.randomUUID().toString());

    @Test
    @DisplayName("INV-48: the schemas of all that goes out are registered before the first record")
    void theSchemasOfAllThatGoesOutAreRegistered() throws Exception {
        topology(true).registerSchemas();

        assertThat(registry.client().getAllSubjects())
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                Topics.EVENTS,
                                Topics.WORKER_EVENTS,
                                Topics.SESSIONS_CHANGED,
                                Topics.RUN_OUTCOMES,
                                Topics.SESSION_COMMANDS,
                                Topics.REJECTED_EVENTS,
                                Topics.DEAD_LETTERS,
                                Topics.APPLICATIONS_CHANGED)
                        .map(RecordWriter::subject)
                        .toList());
    }

    @Test
    @DisplayName("a registry without the schemas that are expected to be there ends the start")
    void aRegistryWithoutTheSchemasEndsTheStart() {
        SessionTopology expecting = topology(false);

        assertThatThrownBy(expecting::registerSchemas)
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageStartingWith("Expected the schema registry at ");
    }

    @Test
    @DisplayName("the wiring alone asks the registry nothing, so that it can be made while the registry is away")
    void theWiringAsksNothing() throws Exception {
        assertThat(topology(true).build().describe().subtopologies()).hasSize(3);

        assertThat(registry.client().getAllSubjects()).isEmpty();
    }

    private SessionTopology topology(boolean autoRegister) {
        MovedClock clock = new MovedClock(Day.FIRST.startMs());
        return new SessionTopology(SETTINGS, registry, new WriterSchemas(registry, clock), clock, autoRegister);
    }
}
