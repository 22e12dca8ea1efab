package io.sessionfold.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.config.Settings;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

final class StreamsPropertiesTest {

    @Test
    void aCleanStopIsNoticedWithinASecondAndACrashWithinTen() {
        Map<String, Object> consumer =
                new StreamsConfig(properties(Map.of())).getMainConsumerConfigs("sessionfold", "one", 0);
        assertThat(consumer).containsEntry("heartbeat.interval.ms", 1_000).containsEntry("session.timeout.ms", 10_000);
    }

    @Test
    void bothCanBeSetByTheirKafkaNames() {
        Properties properties = properties(Map.of(
                "streams.main.consumer.heartbeat.interval.ms", "500",
                "streams.main.consumer.session.timeout.ms", "6000"));
        assertThat(new StreamsConfig(properties).getMainConsumerConfigs("sessionfold", "one", 0))
                .containsEntry("heartbeat.interval.ms", "500")
                .containsEntry("session.timeout.ms", "6000");
    }

    @Test
    void theStreamsProtocolTakesThemFromTheBroker() {
        assertThat(properties(Map.of("group.protocol", "streams")).keySet())
                .doesNotContain(
                        "main.consumer.heartbeat.interval.ms",
                        "main.consumer.session.timeout.ms",
                        "num.standby.replicas");
        assertThat(properties(Map.of()).keySet())
                .contains(
                        "main.consumer.heartbeat.interval.ms",
                        "main.consumer.session.timeout.ms",
                        "num.standby.replicas");
    }

    private static Properties properties(Map<String, String> flags) {
        return StreamsProperties.of(Settings.of(flags));
    }
}
