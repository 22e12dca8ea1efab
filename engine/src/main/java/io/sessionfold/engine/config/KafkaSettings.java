package io.sessionfold.engine.config;

import java.util.HashMap;
import java.util.Map;

/**
 * How Kafka is reached.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param passThrough for every Kafka client, by Kafka's names (security, timeouts)
 */
public record KafkaSettings(String bootstrapServers, PassThrough passThrough) {

    /** What every plain Kafka client starts from. */
    public Map<String, Object> clientProperties() {
        Map<String, Object> properties = new HashMap<>(passThrough.values());
        properties.put(SettingNames.BOOTSTRAP_SERVERS, bootstrapServers);
        return properties;
    }
}
