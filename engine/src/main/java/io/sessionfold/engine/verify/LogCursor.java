package io.sessionfold.engine.verify;

import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.log.Span;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads a partition of an input to its end, and once more to the end that it has by then if live states were read in the
 * meantime: no live state may be ahead of what is folded.
 */
final class LogCursor implements Cursor {

    private final Logs logs;
    private final TopicPartition input;
    private final BooleanSupplier isAhead;
    private Cursor cursor;
    private long end;
    private boolean isLengthened;

    /**
     * Opens a partition.
     *
     * @param isAhead asked at the end, when every live state was looked at: whether some were read since the span was
     */
    LogCursor(Logs logs, TopicPartition input, Span span, BooleanSupplier isAhead) {
        this.logs = logs;
        this.input = input;
        this.isAhead = isAhead;
        this.end = span.to();
        this.cursor = logs.open(input, span.from(), end);
    }

    @Override
    public @Nullable ConsumerRecord<byte[], byte[]> next() {
        ConsumerRecord<byte[], byte[]> next = cursor.next();
        if (next == null && !isLengthened) {
            isLengthened = true;
            return isAhead.getAsBoolean() ? more() : null;
        }
        return next;
    }

    @Override
    public void close() {
        cursor.close();
    }

    private @Nullable ConsumerRecord<byte[], byte[]> more() {
        long later = logs.span(input).to();
        if (later <= end) {
            return null;
        }
        cursor.close();
        cursor = logs.open(input, end, later);
        end = later;
        return cursor.next();
    }
}
