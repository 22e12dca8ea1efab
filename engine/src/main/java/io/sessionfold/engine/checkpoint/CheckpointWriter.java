package io.sessionfold.engine.checkpoint;

import io.sessionfold.contract.CheckpointEnded;
import io.sessionfold.contract.CheckpointRecord;
import io.sessionfold.contract.CheckpointState;
import io.sessionfold.engine.replay.FoldTable;
import io.sessionfold.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Writes checkpoints. A state may be of any size and there may be any number of them, so that no transaction is around
 * them: the end is written when everything before it is acknowledged, and what has no end is worth nothing. Not
 * thread-safe.
 */
public final class CheckpointWriter {

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final RecordWriter<CheckpointRecord> records;
    private final StateEntries entries = new StateEntries();

    /** @param producer an idempotent one, or a record might stand there twice; it is the caller's to close */
    public CheckpointWriter(Producer<byte[], byte[]> producer, String topic, RecordWriter<CheckpointRecord> records) {
        this.producer = producer;
        this.topic = topic;
        this.records = records;
    }

    /** The form in which it writes states. */
    public static String stateForm() {
        return StateForm.OURS;
    }

    /**
     * Writes what one partition came to.
     *
     * @return how many values of stores it wrote
     * @throws CheckpointException if Kafka does not take it; it is half-written then
     */
    public long write(CheckpointOrigin origin, CheckpointPlace place, FoldTable states) {
        Part part = new Part(origin.id(), place.partition().partition());
        part.add(origin.id(), CheckpointCodec.write(origin, place));
        states.forEach((key, state) -> {
            for (CheckpointState entry : entries.write(key, state, states.parked(key))) {
                part.add(key.recordKey(), new CheckpointRecord(origin.id(), entry));
                part.states++;
            }
        });
        part.end();
        return part.states;
    }

    /** What is written of one checkpoint on one partition. */
    private final class Part {

        private final String id;
        private final int partition;
        private final CheckpointDigest digest = new CheckpointDigest();
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        private long states;

        Part(String id, int partition) {
            this.id = id;
            this.partition = partition;
        }

        void add(String key, CheckpointRecord record) {
            byte[] value = records.write(record);
            digest.add(value);
            failIfRefused();
            Future<RecordMetadata> unused = send(key, value);
        }

        void end() {
            producer.flush();
            failIfRefused();
            CheckpointEnded ended = new CheckpointEnded(states, digest.result());
            try {
                RecordMetadata unused =
                        send(id, records.write(new CheckpointRecord(id, ended))).get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw refused(e);
            } catch (ExecutionException e) {
                throw refused(e);
            }
        }

        private Future<RecordMetadata> send(String key, byte[] value) {
            try {
                return producer.send(
                        new ProducerRecord<>(topic, partition, key.getBytes(StandardCharsets.UTF_8), value),
                        (metadata, refusal) -> {
                            if (refusal != null) {
                                failure.compareAndSet(null, refusal);
                            }
                        });
            } catch (KafkaException | IllegalStateException e) {
                throw refused(e);
            }
        }

        private void failIfRefused() {
            Exception refusal = failure.get();
            if (refusal != null) {
                throw refused(refusal);
            }
        }

        private CheckpointException refused(Exception refusal) {
            Throwable cause = refusal instanceof ExecutionException ? refusal.getCause() : refusal;
            return new CheckpointException(
                    "Expected Kafka to take the checkpoint %s into %s-%d, but it did not (%s); it is half-written there and will not be used"
                            .formatted(id, topic, partition, cause == null ? refusal : cause.getMessage()),
                    refusal);
        }
    }
}
