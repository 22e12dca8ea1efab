package io.sessionfold.client.events;

import io.sessionfold.client.SessionfoldClient;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.Position;
import io.sessionfold.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.utils.Utils;

/**
 * A producer of session events: keys them {@code tenantId/sessionKey}, puts them on the partition that is Kafka's murmur2 of
 * the key, frames them in Confluent's format, and numbers them, so that the fold recognises duplicates and an earlier life of
 * this producer (INV-21, INV-25). Always idempotent, transactional by choice.
 *
 * <p>A number that was given out is not given out again: an event whose future failed may stand in the log all the same, and
 * is written again with its own eventId, not with its number. Events that one thread writes keep their order within a
 * session. Thread-safe.
 */
public final class SessionEvents implements AutoCloseable {

    static final String TOPIC = "sessionfold.events";

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final RecordWriter<LifecycleEvent> writer;
    private final SequenceNumbers numbers;
    private final Envelopes envelopes;
    private final boolean transactional;
    /** Held from a number to its send, so that numbers stand in the log in their order; and through a transaction. */
    private final ReentrantLock order = new ReentrantLock(true);

    private boolean inTransaction;

    SessionEvents(
            Producer<byte[], byte[]> producer,
            RecordWriter<LifecycleEvent> writer,
            SequenceNumbers numbers,
            Envelopes envelopes,
            boolean transactional) {
        this.producer = producer;
        this.writer = writer;
        this.numbers = numbers;
        this.envelopes = envelopes;
        this.transactional = transactional;
        if (transactional) {
            producer.initTransactions();
        }
    }

    /** A producer; its id is the same over its restarts, and nobody else's. */
    public static SessionEventsBuilder builder(String producerId) {
        return new SessionEventsBuilder(producerId);
    }

    /** Writes what happened to a session. */
    public CompletableFuture<Position> send(SessionAddress session, SpecificRecord payload) {
        return send(NewEvent.of(session, payload));
    }

    /**
     * Writes an event; the future has its place in the log once all replicas do, in a transaction before it is committed.
     *
     * @throws IllegalArgumentException if the payload is not one that a producer may write
     * @throws IllegalStateException if this producer is transactional, and there is no transaction
     */
    public CompletableFuture<Position> send(NewEvent event) {
        order.lock();
        try {
            if (transactional && !inTransaction) {
                throw new IllegalStateException("Expected a transaction around the event, but there was none");
            }
            String key = event.session().recordKey();
            SequenceNumbers.Numbered number = numbers.next(key);
            // Encoded first: what does not fit its schema uses up no number.
            byte[] value = writer.write(envelopes.of(event, number));
            byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
            int partition = partition(keyBytes);
            numbers.used(key, number);
            return send(new ProducerRecord<>(TOPIC, partition, keyBytes, value));
        } finally {
            order.unlock();
        }
    }

    /**
     * Writes events all or none: readers of committed records, such as the engine, see them together. Other threads wait
     * meanwhile.
     *
     * @param work sends them; if it throws, none is written
     */
    public void inTransaction(Runnable work) {
        if (!transactional) {
            throw new IllegalStateException("Expected a transactional producer, but it has no transactional id");
        }
        order.lock();
        try {
            producer.beginTransaction();
            inTransaction = true;
            boolean isDone = false;
            try {
                work.run();
                isDone = true;
            } finally {
                inTransaction = false;
                if (!isDone) {
                    producer.abortTransaction();
                }
            }
            producer.commitTransaction();
        } finally {
            order.unlock();
        }
    }

    /**
     * The active runs that an earlier life of this producer admitted and this one does not know (INV-35).
     *
     * @param client as a caller who sees the whole tenant
     * @param isKnown whether this life goes on with the run
     */
    public List<LostRun> lostRuns(SessionfoldClient client, Predicate<LostRun> isKnown) {
        return LostRuns.of(envelopes.producerId(), client).stream()
                .filter(run -> !isKnown.test(run))
                .toList();
    }

    /**
     * Reports a lost run as interrupted, for its own incarnation.
     *
     * @param recoverable whether its work may be taken up again
     * @param reason in words for a person
     */
    public CompletableFuture<Position> report(LostRun lost, boolean recoverable, String reason) {
        return send(NewEvent.of(lost.session(), RunPayloads.interrupted(lost.runId(), recoverable, reason))
                .ofIncarnation(lost.sessionId()));
    }

    /** Sends what waits, for at most ten seconds. */
    @Override
    public void close() {
        producer.close(CLOSE_PATIENCE);
    }

    private int partition(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key))
                % producer.partitionsFor(TOPIC).size();
    }

    private CompletableFuture<Position> send(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Position> position = new CompletableFuture<>();
        Future<RecordMetadata> unused = producer.send(record, (metadata, failure) -> {
            boolean unusedToo = failure == null
                    ? position.complete(new Position(TOPIC, metadata.partition(), metadata.offset()))
                    : position.completeExceptionally(failure);
        });
        return position;
    }

    /** What every event of a producer has around its payload. */
    record Envelopes(String producerId, EventSource source, InstantSource clock) {

        LifecycleEvent of(NewEvent event, SequenceNumbers.Numbered number) {
            PayloadRules.require(event.payload());
            return new LifecycleEvent(
                    event.eventId(),
                    event.session().tenantId(),
                    event.session().sessionKey(),
                    event.sessionId(),
                    producerId,
                    number.epoch(),
                    number.sequence(),
                    event.eventTime() == null ? clock.instant() : event.eventTime(),
                    event.causationId(),
                    source,
                    event.traceparent(),
                    event.payload());
        }
    }
}
