package io.sessionfold.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.app.TopicCatalog;
import io.sessionfold.engine.app.TopicSpec;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.json.RecordJson;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    private final JsonNode document = AsyncApi.document();

    @Test
    void theChannelsAreTheTopicsOfTheContractWithTheirCleanUp() {
        Map<String, String> topics = TopicCatalog.all().stream()
                .filter(topic -> !topic.name().equals(Topics.META))
                .collect(Collectors.toMap(
                        TopicSpec::name, topic -> topic.config().getOrDefault("cleanup.policy", "")));
        Map<String, String> channels = document.path("channels")
                .valueStream()
                .collect(Collectors.toMap(
                        channel -> channel.path("address").asText(),
                        channel -> channel.at("/bindings/kafka/topicConfiguration/cleanup.policy/0")
                                .asText()));

        assertThat(channels).isEqualTo(topics);
    }

    @Test
    void theMessagesAreTheAvroSchemasOfTheContract() {
        JsonNode messages = document.at("/components/messages");

        assertThat(messages.valueStream())
                .hasSize(document.path("channels").size())
                .allSatisfy(message -> assertThat(new Schema.Parser()
                                .parse(message.at("/payload/schema").toString())
                                .getName())
                        .isEqualTo(message.path("name").asText()));
        assertThat(messages.at("/LifecycleEvent/payload/schema"))
                .isEqualTo(RecordJson.parse(LifecycleEvent.getClassSchema().toString()));
    }

    @Test
    void whoeverReadsAnOutputIsToldToReadCommittedRecords() {
        assertThat(document.path("operations").valueStream())
                .hasSize(document.path("channels").size())
                .allSatisfy(operation ->
                        assertThat(operation.path("description").asText()).contains("isolation.level=read_committed"));
    }
}
