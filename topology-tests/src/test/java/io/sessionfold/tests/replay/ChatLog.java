package io.sessionfold.tests.replay;

import io.sessionfold.contract.DeadLetter;
import io.sessionfold.contract.DeadLetterCode;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.Position;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.wire.ContractClasses;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** A log in memory of sessions with one run each, a second between any two records. */
final class ChatLog {

    static final int PARTITIONS = 3;
    static final Instant BEGINNING = Instant.parse("2026-11-20T10:00:00Z");

    private static final long BETWEEN_MS = 1_000;

    static {
        ContractClasses.trust();
    }

    private final MemoryLogs logs =
            new MemoryLogs().topic(Topics.EVENTS, PARTITIONS).topic(Topics.DEAD_LETTERS, PARTITIONS);
    private final Registry registry = Registry.mock("chat-log-" + UUID.randomUUID());
    private final RecordWriter<LifecycleEvent> events =
            new RecordWriter<>(LifecycleEvent.class, Topics.EVENTS, registry, true);
    private long nextMs = BEGINNING.toEpochMilli();

    MemoryLogs logs() {
        return logs;
    }

    /** The schemas as whoever begins now finds them. */
    WriterSchemas schemas() {
        return new WriterSchemas(registry, InstantSource.system());
    }

    /** The lives of so many sessions of a tenant, step by step beside each other. */
    ChatLog with(String tenantId, int sessions) {
        for (int step = 0; step < ChatTraffic.EVENTS; step++) {
            for (int number = 0; number < sessions; number++) {
                append(tenantId, "s-" + number, step);
            }
        }
        return this;
    }

    /** So many events on one partition, of sessions one after the other. */
    ChatLog withMany(int partition, int events) {
        int written = 0;
        for (int number = 0; written < events; number++) {
            if (partition("acme/s-" + number) == partition) {
                for (int step = 0; step < ChatTraffic.EVENTS; step++, written++) {
                    append("acme", "s-" + number, step);
                }
            }
        }
        return this;
    }

    /** One event of a session's life; where it stands. */
    long append(String tenantId, String sessionKey, int step) {
        LifecycleEvent event = LifecycleEvent.newBuilder(ChatTraffic.event(sessionKey, step))
                .setTenantId(tenantId)
                .build();
        return append(tenantId + '/' + sessionKey, events.write(event));
    }

    /** An event of a session that was written with a schema that the registry does not know; where it stands. */
    long appendUnknown(String recordKey, int schemaId) {
        return append(
                recordKey,
                ByteBuffer.allocate(10).put((byte) 0).putInt(schemaId).array());
    }

    /** What the live engine says of such an event. */
    ChatLog deadLetter(int partition, long offset) {
        DeadLetter letter = new DeadLetter(
                DeadLetterCode.UNKNOWN_SCHEMA,
                "Expected the schema to be known, but it was not",
                new Position(Topics.EVENTS, partition, offset),
                BEGINNING,
                ByteBuffer.allocate(32),
                10,
                null,
                ByteBuffer.allocate(10));
        byte[] value = new RecordWriter<>(DeadLetter.class, Topics.DEAD_LETTERS, registry, true).write(letter);
        logs.append(Topics.DEAD_LETTERS, 0, nextMs, null, value);
        return this;
    }

    static int partition(String recordKey) {
        return BuiltInPartitioner.partitionForKey(recordKey.getBytes(StandardCharsets.UTF_8), PARTITIONS);
    }

    private long append(String recordKey, byte[] value) {
        nextMs += BETWEEN_MS;
        return logs.append(
                Topics.EVENTS, partition(recordKey), nextMs, recordKey.getBytes(StandardCharsets.UTF_8), value);
    }
}
