package io.sessionfold.engine.command;

import io.sessionfold.engine.session.Position;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.RegistryRefusedException;
import io.sessionfold.wire.RegistryUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends to one topic. Thread-safe. */
final class TopicAppends<T extends SpecificRecord> {

    private static final Logger LOG = LoggerFactory.getLogger(TopicAppends.class);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final RecordWriter<T> writer;

    TopicAppends(Producer<byte[], byte[]> producer, String topic, RecordWriter<T> writer) {
        this.producer = producer;
        this.topic = topic;
        this.writer = writer;
    }

    CompletableFuture<Appended> append(String recordKey, T event) {
        byte[] key = recordKey.getBytes(StandardCharsets.UTF_8);
        byte[] value;
        try {
            value = bytes(event);
        } catch (RegistryUnavailableException | RegistryRefusedException e) {
            LOG.warn("The registry gives no id for the schema of {}", topic, e);
            return CompletableFuture.completedFuture(
                    new Appended.NotWritten("the schema registry does not answer, or does not have the schema"));
        }
        int bytes = key.length + value.length + KafkaEventLog.RECORD_OVERHEAD_BYTES;
        return bytes > ProducerSettings.RECORD_BYTES_MAX
                ? CompletableFuture.completedFuture(new Appended.TooLarge(bytes, ProducerSettings.RECORD_BYTES_MAX))
                : send(new ProducerRecord<>(topic, key, value));
    }

    /** The writer reuses its buffers; encoding takes microseconds. */
    private byte[] bytes(T event) {
        synchronized (writer) {
            return writer.write(event);
        }
    }

    private CompletableFuture<Appended> send(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Appended> answer = new CompletableFuture<>();
        Thread caller = Thread.currentThread();
        try {
            Future<RecordMetadata> unused = producer.send(record, (metadata, failure) -> {
                // What fails on the caller's own thread was never handed to the thread that sends.
                boolean isUnsent = Thread.currentThread() == caller;
                boolean unusedToo = answer.complete(failure == null ? at(metadata) : failed(failure, isUnsent));
            });
        } catch (KafkaException | IllegalStateException e) {
            // Interrupted while it waited for room, or the producer is closed.
            boolean unused = answer.complete(failed(e, true));
        }
        return answer;
    }

    private Appended at(RecordMetadata metadata) {
        return new Appended.At(new Position(topic, metadata.partition(), metadata.offset()));
    }

    private Appended failed(Exception failure, boolean isUnsent) {
        LOG.warn("An event could not be appended to {}", topic, failure);
        if (isUnsent || isRefusal(failure)) {
            return new Appended.NotWritten(
                    "Kafka did not take it (" + failure.getClass().getSimpleName() + ")");
        }
        return new Appended.PerhapsWritten("Kafka did not acknowledge it in time");
    }

    /** The broker's own word that it has not written it. */
    private static boolean isRefusal(Exception failure) {
        return failure instanceof RecordTooLargeException || failure instanceof AuthorizationException;
    }
}
