package io.sessionfold.engine.config;

import java.nio.file.Path;

/**
 * How the topology runs.
 *
 * @param sessionsCacheBytes the cache in front of the session store, all threads together; 0 turns it off
 * @param rocksdbMemoryBytes block cache and write buffers of every store together
 * @param passThrough for Kafka Streams, by its own names
 */
public record StreamsSettings(
        String applicationId,
        Path stateDir,
        int threads,
        int standbyReplicas,
        int commitIntervalMs,
        int transactionTimeoutMs,
        long sessionsCacheBytes,
        long rocksdbMemoryBytes,
        GroupProtocol groupProtocol,
        PassThrough passThrough) {}
