package io.sessionfold.engine.verify;

import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.log.Span;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.session.Position;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.WireFormat;
import io.sessionfold.wire.WriterSchema;
import io.sessionfold.wire.WriterSchemas;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The records of one fold in one partition of one topic, with a few of them looked at ahead. Not thread-safe. */
final class FoundRecords<T extends SpecificRecord> implements AutoCloseable {

    private static final long PAUSE_NS = 100_000_000L;

    private final Logs logs;
    private final TopicPartition partition;
    private final OutputForm<T> form;
    private final RecordReader<T> reader;
    private final byte[] fingerprint;
    private final Scope scope;
    private final long beginning;
    private final boolean isBeginningLost;
    private final long judgedTo;
    private final long patienceNs;
    private final Consumer<Found<T>> visitor;
    private final Deque<Found<T>> ahead = new ArrayDeque<>();
    private final Deque<Found<T>> unseen = new ArrayDeque<>();
    private Cursor cursor;
    private long end;

    /**
     * Opens the partition.
     *
     * @param from where what is compared begins, if that is still there
     * @param judgedTo the offset up to which everything found has to follow from what is folded
     * @param patience how long a committed record may take to show
     * @param visitor sees every record that is taken once, in the order of the topic
     */
    FoundRecords(
            Logs logs,
            TopicPartition partition,
            OutputForm<T> form,
            WriterSchemas schemas,
            Scope scope,
            long from,
            long judgedTo,
            Duration patience,
            Consumer<Found<T>> visitor) {
        this.logs = logs;
        this.partition = partition;
        this.form = form;
        this.reader = new RecordReader<>(form.type(), schemas);
        this.fingerprint =
                WriterSchema.fingerprintOf(SpecificData.getForClass(form.type()).getSchema(form.type()));
        this.scope = scope;
        this.judgedTo = judgedTo;
        this.patienceNs = patience.toNanos();
        this.visitor = visitor;
        this.beginning = Math.max(from, logs.span(partition).from());
        this.isBeginningLost = beginning > from;
        this.end = Math.max(judgedTo, beginning);
        this.cursor = logs.open(partition, beginning, end);
    }

    /** Whether retention has taken the beginning of what is compared. */
    boolean hasLostItsBeginning() {
        return isBeginningLost;
    }

    /** The offset where it was opened. */
    long beginning() {
        return beginning;
    }

    /** The next record; null at the end. */
    @Nullable
    Found<T> peek() {
        fill(1);
        return ahead.peekFirst();
    }

    Found<T> take() {
        return show(ahead.removeFirst());
    }

    /** Takes one out of those ahead. */
    Found<T> take(Found<T> found) {
        ahead.remove(found);
        return show(found);
    }

    /** The next records, so many or a few more. */
    Collection<Found<T>> ahead(int number) {
        fill(number);
        return Collections.unmodifiableCollection(ahead);
    }

    /**
     * Looks whether more was committed since the end was asked for: the parts of one transaction show on their partitions
     * one after the other.
     */
    boolean hasMore() {
        long startedNs = System.nanoTime();
        while (true) {
            Span now = logs.span(partition);
            if (now.to() > end) {
                cursor.close();
                cursor = logs.open(partition, end, now.to());
                end = now.to();
                if (peek() != null) {
                    return true;
                }
            }
            if (System.nanoTime() - startedNs >= patienceNs) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    @Override
    public void close() {
        cursor.close();
    }

    /** The visitor sees records in the order of the topic, and none before the event is folded that it follows. */
    private Found<T> show(Found<T> taken) {
        while (!unseen.isEmpty()
                && unseen.getFirst().at().offset() <= taken.at().offset()) {
            visitor.accept(unseen.removeFirst());
        }
        return taken;
    }

    private void fill(int atLeast) {
        while (ahead.size() < atLeast) {
            ConsumerRecord<byte[], byte[]> record = cursor.next();
            if (record == null) {
                return;
            }
            if (scope.takes(record.key())) {
                Found<T> found = found(record);
                if (found.value() == null || form.isOurs().test(found.value())) {
                    ahead.addLast(found);
                    unseen.addLast(found);
                }
            }
        }
    }

    private Found<T> found(ConsumerRecord<byte[], byte[]> record) {
        Position at = new Position(record.topic(), record.partition(), record.offset());
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        boolean isJudged = record.offset() < judgedTo;
        if (record.value() == null) {
            return new Found<>(key, null, null, null, "tombstone", at, null, record.timestamp(), isJudged);
        }
        Decoded<T> decoded = reader.read(record.topic(), record.partition(), record.offset(), record.value());
        if (decoded instanceof Decoded.Value<T> read) {
            T value = read.value();
            return new Found<>(
                    key,
                    value,
                    body(read.writer(), record.value()),
                    null,
                    form.identity().apply(value),
                    at,
                    cause(value),
                    record.timestamp(),
                    isJudged);
        }
        return new Found<>(key, null, null, why(decoded), "", at, null, record.timestamp(), isJudged);
    }

    private @Nullable ByteBuffer body(WriterSchema writer, byte[] framed) {
        return Arrays.equals(writer.fingerprint(), fingerprint)
                ? ByteBuffer.wrap(framed, WireFormat.BODY_OFFSET, framed.length - WireFormat.BODY_OFFSET)
                : null;
    }

    private @Nullable Position cause(T value) {
        io.sessionfold.contract.Position cause = form.cause().apply(value);
        return cause == null ? null : new Position(cause.getTopic(), cause.getPartition(), cause.getOffset());
    }

    private static String why(Decoded<?> decoded) {
        if (decoded instanceof Decoded.UnknownSchema<?> unknown) {
            return "the registry does not know schema " + unknown.id() + " with which it was written";
        }
        if (decoded instanceof Decoded.Undecodable<?> undecodable) {
            return undecodable.detail();
        }
        return decoded.toString();
    }
}
