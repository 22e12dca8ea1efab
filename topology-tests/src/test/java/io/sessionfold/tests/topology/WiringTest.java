package io.sessionfold.tests.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.topology.SessionTopology;
import io.sessionfold.engine.topology.TopologySettings;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.MovedClock;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The wiring of the topology, held against the picture in the docs and against what the promises rest on. */
final class WiringTest {

    private static final Path PICTURE = Path.of("..", "docs", "topology.txt");
    private static final Pattern STORES = Pattern.compile("stores: \\[(.*)]");
    private static final String ACCEPT = "sessionfold.accept";

    @Test
    void theTopologyIsTheOneInTheDocs() throws IOException {
        String described = withStoresInOrder(describe().toString());
        if (Boolean.getBoolean(ACCEPT)) {
            Files.writeString(PICTURE, described);
        }
        assertThat(described)
                .as("docs/topology.txt; if the wiring was meant to change, run the tests once with -D%s=true", ACCEPT)
                .isEqualTo(Files.readString(PICTURE));
    }

    @Test
    void everySubtopologyHasOneSource() {
        for (Subtopology part : describe().subtopologies()) {
            assertThat(part.nodes().stream().filter(Source.class::isInstance))
                    .as("sources of sub-topology %s", part.id())
                    .hasSize(1);
        }
    }

    @Test
    void eachInputTopicDecidesAStateOfItsOwn() {
        assertThat(topicThatDecides("sessions")).containsExactly("sessionfold.events");
        assertThat(topicThatDecides("deployments")).containsExactly("sessionfold.worker-events");
        assertThat(topicThatDecides("applications")).containsExactly("sessionfold.application-events");
    }

    @Test
    @DisplayName("INV-4: no global store, no repartition topic and no cached table stands before an output")
    void nothingStandsBetweenTheFoldAndTheOutputs() {
        assertThat(describe().globalStores()).isEmpty();
        assertThat(describe().toString()).doesNotContain("repartition").doesNotContain("KTABLE");
        for (Subtopology part : describe().subtopologies()) {
            Set<String> processors = names(part, Processor.class);
            assertThat(processors)
                    .as("processors of sub-topology %s", part.id())
                    .hasSize(1);
            for (Node node : part.nodes()) {
                if (node instanceof Sink) {
                    assertThat(node.predecessors())
                            .as("what writes to %s", node.name())
                            .extracting(Node::name)
                            .containsExactlyElementsOf(processors);
                }
            }
        }
    }

    private static Set<String> topicThatDecides(String store) {
        Subtopology part = describe().subtopologies().stream()
                .filter(candidate -> candidate.nodes().stream()
                        .anyMatch(node -> node instanceof Processor processor
                                && processor.stores().contains(store)))
                .findFirst()
                .orElseThrow();
        return part.nodes().stream()
                .filter(Source.class::isInstance)
                .flatMap(source -> ((Source) source).topicSet().stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Subtopology part, Class<? extends Node> kind) {
        return part.nodes().stream().filter(kind::isInstance).map(Node::name).collect(Collectors.toSet());
    }

    /** The stores of a processor are a set, which Kafka prints in any order. */
    private static String withStoresInOrder(String described) {
        return STORES.matcher(described)
                .replaceAll(found -> Stream.of(found.group(1).split(", ", -1))
                        .sorted()
                        .collect(Collectors.joining(", ", "stores: [", "]")));
    }

    private static TopologyDescription describe() {
        MovedClock clock = new MovedClock(Day.FIRST.startMs());
        Registry registry = Registry.mock("wiring");
        TopologySettings settings = new TopologySettings(FoldVersions.KNOWN, 4, true, 100, 100);
        return new SessionTopology(settings, registry, new WriterSchemas(registry, clock), clock, true)
                .build()
                .describe();
    }
}
