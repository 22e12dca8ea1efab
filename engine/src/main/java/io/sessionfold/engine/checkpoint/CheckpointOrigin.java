package io.sessionfold.engine.checkpoint;

import org.jspecify.annotations.Nullable;

/**
 * Where a checkpoint comes from: the same on all its partitions.
 *
 * @param id its name
 * @param log the cluster and the topic whose positions are meant, as {@code clusterId/topicId}
 * @param partitions the pinned partition count of that topic
 * @param stateForm the fingerprint of the schemas in which its states are written
 * @param createdAtMs when it was written, by the writer's clock, in milliseconds since 1970
 * @param previousId the checkpoint from which its verification began; null if that began at the beginning of the log
 * @param engineVersion the version that wrote it
 */
public record CheckpointOrigin(
        String id,
        String log,
        int partitions,
        String stateForm,
        long createdAtMs,
        @Nullable String previousId,
        String engineVersion) {}
