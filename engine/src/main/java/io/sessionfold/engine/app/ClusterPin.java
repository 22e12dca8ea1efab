package io.sessionfold.engine.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/**
 * What a cluster was first started with, and may not change: a key's partition is its hash modulo the count, so another
 * count would split every history. The fold version alone may rise, with the event in the log that begins it.
 *
 * @param foldVersion the newest that has begun: an engine that does not know it may not start
 */
public record ClusterPin(int partitions, int foldVersion, String clusterId) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The same in a fold version, if that is higher. */
    ClusterPin in(int version) {
        return new ClusterPin(partitions, Math.max(foldVersion, version), clusterId);
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(
                    Map.of("partitions", partitions, "foldVersion", foldVersion, "clusterId", clusterId));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a cluster pin to be JSON", e);
        }
    }

    static ClusterPin of(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            return new ClusterPin(
                    node.path("partitions").asInt(),
                    node.path("foldVersion").asInt(),
                    node.path("clusterId").asText());
        } catch (JsonProcessingException e) {
            throw StartException.refused("Expected the record 'pin' of sessionfold.meta to be JSON, but it was '" + json
                    + "'; write it anew or remove the topic, if you know the partition count");
        }
    }
}
