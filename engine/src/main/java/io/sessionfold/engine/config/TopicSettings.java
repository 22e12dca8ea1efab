package io.sessionfold.engine.config;

/**
 * What the topics have to be.
 *
 * @param partitions the partition count of every topic that follows the record key
 * @param replicationFactor copies of each partition; -1 for the broker's own default
 * @param create whether topics that are missing are created
 */
public record TopicSettings(int partitions, short replicationFactor, boolean create) {}
