package io.sessionfold.engine.verify;

import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.log.Span;
import io.sessionfold.engine.replay.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The live states of one partition, as they stand in a changelog: what the engine would restore from. They are all in
 * memory, which is what limits a partition's sessions here. Not thread-safe.
 */
final class LiveStates {

    private static final long PAUSE_NS = 100_000_000L;

    private final Logs logs;
    private final TopicPartition changelog;
    private final Scope scope;
    private final long patienceNs;
    private final Map<String, byte[]> byKey = new HashMap<>();
    private long readTo;

    /** Reads a changelog to the end that it has now. */
    LiveStates(Logs logs, TopicPartition changelog, Scope scope, Duration patience) {
        this.logs = logs;
        this.changelog = changelog;
        this.scope = scope;
        this.patienceNs = patience.toNanos();
        this.readTo = logs.span(changelog).from();
        readOn();
    }

    /** The stored bytes by record key. */
    Map<String, byte[]> byKey() {
        return byKey;
    }

    /** Reads what was committed since, waiting for it a little; whether there was anything. */
    boolean refresh() {
        long startedNs = System.nanoTime();
        while (!readOn()) {
            if (System.nanoTime() - startedNs >= patienceNs) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
        return true;
    }

    private boolean readOn() {
        Span span = logs.span(changelog);
        if (span.to() <= readTo) {
            return false;
        }
        boolean isAny = false;
        try (Cursor cursor = logs.open(changelog, readTo, span.to())) {
            for (ConsumerRecord<byte[], byte[]> record = cursor.next(); record != null; record = cursor.next()) {
                if (record.key() != null && scope.takes(record.key())) {
                    isAny = true;
                    keep(new String(record.key(), StandardCharsets.UTF_8), record);
                }
            }
        }
        readTo = span.to();
        return isAny;
    }

    private void keep(String key, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            byKey.remove(key);
        } else {
            byKey.put(key, record.value());
        }
    }
}
