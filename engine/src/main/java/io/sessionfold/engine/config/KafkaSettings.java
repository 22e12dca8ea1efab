package io.sessionfold.engine.config;

/**
 * How Kafka is reached.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param passThrough for every Kafka client, by Kafka's names (security, timeouts)
 */
public record KafkaSettings(String bootstrapServers, PassThrough passThrough) {}
