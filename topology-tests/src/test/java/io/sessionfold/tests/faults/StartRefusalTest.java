package io.sessionfold.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.app.StartException;
import io.sessionfold.engine.app.TopicSetup;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.topology.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not fit is said in one sentence before anything is folded. */
final class StartRefusalTest {

    @TempDir
    Path folder;

    @Test
    void whatDoesNotFitIsSaidBeforeAnythingIsFolded() throws Exception {
        try (EngineCluster cluster = EngineCluster.start(folder)) {
            refuses(
                    cluster.settings("other", Map.of("partitions", "8")),
                    "as the setting 'partitions' says, but it has 4");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
                Settings settings = cluster.settings("only", Map.of("create.topics", "false"));
                admin.createPartitions(Map.of(Topics.RUN_OUTCOMES, NewPartitions.increaseTo(5)))
                        .all()
                        .get();
                refuses(settings, "Expected topic '" + Topics.RUN_OUTCOMES + "' to have 4 partitions");
                admin.deleteTopics(List.of(Topics.RUN_OUTCOMES)).all().get();
                refuses(settings, "Expected topic '" + Topics.RUN_OUTCOMES + "' to exist");
            }
        }
    }

    @Test
    void aGrownTopicIsRefusedBecauseHistoriesWouldBeSplit() throws Exception {
        try (EngineCluster cluster = EngineCluster.start(folder)) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
                for (String topic : Topics.PARTITIONED) {
                    admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(5)))
                            .all()
                            .get();
                }
            }
            refuses(
                    cluster.settings("only", Map.of("partitions", "5")),
                    "as pinned when this cluster was first started");
        }
    }

    @Test
    void aKafkaThatIsNotThereIsSaidToBe() {
        Settings settings = Settings.of(Map.of(
                "bootstrap.servers",
                "127.0.0.1:1",
                "registry.url",
                "http://127.0.0.1:1",
                "state.dir",
                folder.toString()));

        assertThatThrownBy(() -> TopicSetup.ensure(settings))
                .isInstanceOfSatisfying(
                        StartException.class,
                        refusal -> assertThat(refusal.isUnreachable()).isTrue())
                .hasMessageContaining("Expected Kafka at '127.0.0.1:1' to answer");
    }

    private static void refuses(Settings settings, String sentence) {
        assertThatThrownBy(() -> TopicSetup.ensure(settings))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(sentence);
    }
}
