package io.sessionfold.engine.app;

import java.util.Map;

/**
 * What a topic of the contract must be.
 *
 * @param name the topic
 * @param partitioned whether its partitions follow the record key, so that its count is the cluster's pinned one
 * @param config the settings that the engine's promises rest on
 */
public record TopicSpec(String name, boolean partitioned, Map<String, String> config) {}
