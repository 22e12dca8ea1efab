package io.sessionfold.engine.config;

import java.time.Duration;

/**
 * What one tenant, and one client, may ask of one instance's HTTP interface.
 *
 * @param requestsPerSecond of a tenant; twice as many at once. 0 for no limit
 * @param eventsPerSecond that a tenant writes in batches; twice as many at once. 0 for no limit
 * @param bytesPerSecond of a tenant's request bodies; twice as many at once. 0 for no limit
 * @param bodyBytesMax of one request
 * @param idle how long a connection may be silent
 * @param patience how long a client may take to send a request's head, and how long its body
 */
public record LimitSettings(
        int requestsPerSecond,
        int eventsPerSecond,
        long bytesPerSecond,
        long bodyBytesMax,
        Duration idle,
        Duration patience) {}
