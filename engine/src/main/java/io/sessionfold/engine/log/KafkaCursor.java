package io.sessionfold.engine.log;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A place in a partition of a Kafka cluster; its consumer belongs to it. */
final class KafkaCursor implements Cursor {

    private static final Duration POLL = Duration.ofMillis(100);

    /** Longer than a broker lets a transaction stay open by default after its producer died: one minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Consumer<byte[], byte[]> consumer;
    private final Object servers;
    private final TopicPartition partition;
    private final long to;
    private Iterator<ConsumerRecord<byte[], byte[]>> fetched = Collections.emptyIterator();
    private long at;

    KafkaCursor(Consumer<byte[], byte[]> consumer, Object servers, TopicPartition partition, long from, long to) {
        this.consumer = consumer;
        this.servers = servers;
        this.partition = partition;
        this.to = to;
        this.at = from;
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
    }

    @Override
    public @Nullable ConsumerRecord<byte[], byte[]> next() {
        if (!fetched.hasNext() && at < to) {
            fetch();
        }
        if (!fetched.hasNext()) {
            return null;
        }
        ConsumerRecord<byte[], byte[]> record = fetched.next();
        if (record.offset() >= to) {
            fetched = Collections.emptyIterator();
            at = to;
            return null;
        }
        return record;
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Polls until there are records, or nothing but the end of transactions stands before the end. */
    private void fetch() {
        long movedAtNs = System.nanoTime();
        try {
            while (at < to && !fetched.hasNext()) {
                fetched = consumer.poll(POLL).records(partition).iterator();
                long now = consumer.position(partition);
                movedAtNs = now > at ? System.nanoTime() : movedAtNs;
                at = now;
                giveUpAfterPatience(movedAtNs);
            }
        } catch (OffsetOutOfRangeException e) {
            throw LogException.missing(
                    "Expected %s to have a record at %d, but there is none: retention removed it, or it was never written"
                            .formatted(partition, at));
        } catch (KafkaException e) {
            throw KafkaLogs.unreachable(servers, e);
        }
    }

    private void giveUpAfterPatience(long movedAtNs) {
        if (System.nanoTime() - movedAtNs > PATIENCE.toNanos()) {
            throw LogException.unreachable(
                    "Expected %s to be readable from %d to %d, but nothing came for %d s"
                            .formatted(partition, at, to, PATIENCE.toSeconds()),
                    null);
        }
    }
}
