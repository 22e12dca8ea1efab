package io.sessionfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StreamsProtocolTest {
    private static final String TOPIC = "letters";

    @TempDir
    Path folder;

    @Test
    void aTopologyRunsExactlyOnceWithItsGroupKeptByTheBroker() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0)) {
            Kafka.makeTopic(broker.bootstrapServers(), TOPIC);
            Kafka.write(broker.bootstrapServers(), TOPIC, "hello");
            StreamsBuilder topology = new StreamsBuilder();
            topology.stream(TOPIC, Consumed.with(Serdes.String(), Serdes.String()))
                    .foreach((key, value) -> seen.countDown());
            try (KafkaStreams streams = new KafkaStreams(topology.build(), settings(broker))) {
                streams.start();

                assertThat(seen.await(60, TimeUnit.SECONDS)).isTrue();
                assertThat(streams.close(Duration.ofSeconds(20))).isTrue();
            }
        }
    }

    private Properties settings(EmbeddedBroker broker) {
        Properties settings = new Properties();
        settings.setProperty("application.id", "reader");
        settings.setProperty("bootstrap.servers", broker.bootstrapServers());
        settings.setProperty("group.protocol", "streams");
        settings.setProperty("processing.guarantee", "exactly_once_v2");
        settings.setProperty("auto.offset.reset", "earliest");
        settings.setProperty("state.dir", folder.resolve("state").toString());
        return settings;
    }
}
