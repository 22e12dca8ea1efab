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
    private final StateForm form;
    private final Scope scope;
    private final long patienceNs;
    private final Map<String, byte[]> byName = new HashMap<>();
    private long readTo;

    /** Reads a changelog to the end that it has now. */
    LiveStates(Logs logs, TopicPartition changelog, StateForm form, Scope scope, Duration patience) {
        this.logs = logs;
        this.changelog = changelog;
        this.form = form;
        this.scope = scope;
        this.patienceNs = patience.toNanos();
        this.readTo = logs.span(changelog).from();
        readOn();
    }

    /** The stored bytes, by the name of their form. */
    Map<String, byte[]> byName() {
        return byName;
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
                String name = record.key() == null ? null : form.name(record.key());
                if (name != null && takes(name)) {
                    isAny = true;
                    keep(name, record);
                }
            }
        }
        readTo = span.to();
        return isAny;
    }

    private boolean takes(String name) {
        return scope.takes(form.recordKey(name).getBytes(StandardCharsets.UTF_8));
    }

    private void keep(String name, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            byName.remove(name);
        } else {
            byName.put(name, record.value());
        }
    }
}
