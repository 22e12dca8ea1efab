package io.sessionfold.tests.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.topology.SessionTopology;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.topology.TopologySettings;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class TopologyShapeTest {

    private static final Path GOLDEN = Path.of("..", "docs", "topology.txt");
    private static final String ACCEPT = "sessionfold.accept";

    private final TopologyDescription description = describe();

    @Test
    void theTopologyIsTheOneThatTheDocumentationPrints() throws IOException {
        String printed = description.toString().stripTrailing() + "\n";
        if (Boolean.getBoolean(ACCEPT)) {
            Files.writeString(GOLDEN, printed);
        }
        assertThat(printed)
                .as("the printed topology; look at the difference with docs/topology.txt, and if it is meant, accept it"
                        + " with: mvn -pl topology-tests -am verify -Dtest=TopologyShapeTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -D" + ACCEPT + "=true")
                .isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    @DisplayName("INV-44: one input topic decides session state, and nothing comes between it and the fold")
    void oneInputTopicDecidesSessionState() {
        List<TopologyDescription.Source> sources = description.subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .filter(TopologyDescription.Source.class::isInstance)
                .map(TopologyDescription.Source.class::cast)
                .toList();

        assertThat(sources)
                .singleElement()
                .satisfies(source -> assertThat(source.topicSet()).containsExactly(Topics.EVENTS));
        assertThat(description.toString()).doesNotContain("repartition");
        assertThat(description.globalStores()).isEmpty();
    }

    @Test
    @DisplayName("INV-4: every output leaves by a sink of the processor, never from a table")
    void everyOutputLeavesByASinkOfTheProcessor() {
        assertThat(description.subtopologies())
                .singleElement()
                .satisfies(part -> assertThat(part.nodes())
                        .filteredOn(TopologyDescription.Sink.class::isInstance)
                        .allSatisfy(sink -> assertThat(sink.predecessors())
                                .extracting(TopologyDescription.Node::name)
                                .containsExactly("session-fold")));
    }

    private static TopologyDescription describe() {
        Registry registry = Registry.mock("topology-shape");
        WriterSchemas schemas = new WriterSchemas(registry, InstantSource.system());
        TopologySettings settings = new TopologySettings(4, true, 200, 500);
        return new SessionTopology(settings, registry, schemas, InstantSource.system(), true)
                .build()
                .describe();
    }
}
