package io.sessionfold.engine.history;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads single records of a topic by their offsets: it goes to each, and reads on only where the next one is near.
 * Thread-safe; a few read at a time, the others wait.
 */
final class TopicReads implements AutoCloseable {

    /** A question about history is rare: what waits costs less than connections that stand open. */
    static final int READERS = 4;

    /** So many records further on it is cheaper to read on than to go there. */
    private static final long NEAR = 200;

    private static final Duration POLL = Duration.ofMillis(100);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final BlockingQueue<Consumer<byte[], byte[]>> idle = new ArrayBlockingQueue<>(READERS);
    private final Semaphore readers = new Semaphore(READERS, true);
    private final LongAdder records = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    /** @param consumers of committed records, in no group, that reset no offset by themselves and fetch little at a time */
    TopicReads(Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    /**
     * The records at these offsets; one that the log does not have any more is absent.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer in time
     */
    Map<Long, ConsumerRecord<byte[], byte[]>> read(
            TopicPartition partition, SortedSet<Long> offsets, long deadlineNanos) throws InterruptedException {
        if (offsets.isEmpty()) {
            return Map.of();
        }
        if (!readers.tryAcquire(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("Too many read the history at a time");
        }
        try {
            Consumer<byte[], byte[]> known = idle.poll();
            Consumer<byte[], byte[]> consumer = known == null ? consumers.get() : known;
            try {
                Map<Long, ConsumerRecord<byte[], byte[]>> found =
                        new Reading(consumer, partition, offsets, deadlineNanos).all();
                consumer = giveBack(consumer);
                return found;
            } finally {
                if (consumer != null) {
                    consumer.close();
                }
            }
        } finally {
            readers.release();
        }
    }

    /** How many records came, asked for or beside them, and how many bytes of keys and values. */
    long recordsRead() {
        return records.sum();
    }

    long bytesRead() {
        return bytes.sum();
    }

    /** Waits for those who read: each of them is bounded. */
    @Override
    public void close() {
        readers.acquireUninterruptibly(READERS);
        try {
            idle.forEach(Consumer::close);
            idle.clear();
        } finally {
            readers.release(READERS);
        }
    }

    private @Nullable Consumer<byte[], byte[]> giveBack(Consumer<byte[], byte[]> consumer) {
        consumer.pause(consumer.assignment());
        return idle.offer(consumer) ? null : consumer;
    }

    /** One walk through a partition, from one wanted offset to the next. */
    private final class Reading {

        private final Consumer<byte[], byte[]> consumer;
        private final TopicPartition partition;
        private final Iterator<Long> offsets;
        private final long deadlineNanos;
        private final Map<Long, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
        private @Nullable Long wanted;

        Reading(
                Consumer<byte[], byte[]> consumer,
                TopicPartition partition,
                SortedSet<Long> offsets,
                long deadlineNanos) {
            this.consumer = consumer;
            this.partition = partition;
            this.offsets = offsets.iterator();
            this.deadlineNanos = deadlineNanos;
        }

        Map<Long, ConsumerRecord<byte[], byte[]>> all() {
            take(partition);
            next();
            while (wanted != null) {
                goTo(wanted);
                readOn();
            }
            return found;
        }

        /** What was read before stays assigned: another assignment would have to ask for the topic's brokers again. */
        private void take(TopicPartition wantedPartition) {
            Set<TopicPartition> assigned = new HashSet<>(consumer.assignment());
            if (assigned.add(wantedPartition)) {
                consumer.assign(assigned);
            }
            consumer.resume(List.of(wantedPartition));
        }

        private void goTo(long offset) {
            consumer.seek(partition, offset);
        }

        /** Reads until the next one is not near. */
        private void readOn() {
            while (wanted != null) {
                List<ConsumerRecord<byte[], byte[]>> polled = poll();
                long reached = polled.isEmpty()
                        ? consumer.position(partition)
                        : polled.get(polled.size() - 1).offset() + 1;
                polled.forEach(this::take);
                passBy(reached);
                if (wanted != null && wanted > reached + NEAR) {
                    return;
                }
            }
        }

        private List<ConsumerRecord<byte[], byte[]>> poll() {
            if (System.nanoTime() > deadlineNanos) {
                throw new TimeoutException("Kafka did not give " + partition + "@" + wanted + " in time");
            }
            try {
                return consumer.poll(POLL).records(partition);
            } catch (OffsetOutOfRangeException e) {
                long begin = Objects.requireNonNull(
                        consumer.beginningOffsets(List.of(partition)).get(partition), "beginning");
                passBy(begin);
                consumer.seek(partition, wanted == null ? begin : Math.max(begin, wanted));
                return List.of();
            }
        }

        private void take(ConsumerRecord<byte[], byte[]> record) {
            records.increment();
            bytes.add(Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize()));
            passBy(record.offset());
            if (wanted != null && wanted == record.offset()) {
                found.put(record.offset(), record);
                next();
            }
        }

        /** What lies before where the reader is, and was not seen, is not there any more. */
        private void passBy(long offset) {
            while (wanted != null && wanted < offset) {
                next();
            }
        }

        private void next() {
            wanted = offsets.hasNext() ? offsets.next() : null;
        }
    }
}
