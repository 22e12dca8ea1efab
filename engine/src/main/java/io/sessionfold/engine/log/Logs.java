package io.sessionfold.engine.log;

import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * Topics as any consumer may read them: committed records only, those of a partition in order. Nothing is written, and
 * there is no group. Thread-safe; a cursor is not.
 */
public interface Logs extends AutoCloseable {

    /**
     * The partitions of a topic, in order.
     *
     * @throws LogException if there is no such topic, or nobody answers
     */
    List<TopicPartition> partitions(String topic);

    /** Which topic of which cluster it is, as {@code clusterId/topicId}: offsets of another one say nothing here. */
    String identity(String topic);

    /** What there is of a partition now. */
    Span span(TopicPartition partition);

    /**
     * Opens a place at an offset; it is the caller's to close.
     *
     * @param from inclusive; what retention has removed is an error at the first record
     * @param to exclusive
     */
    Cursor open(TopicPartition partition, long from, long to);

    /**
     * The offset of the first record that is later than a time; the end if there is none.
     *
     * @param recordTimeMs Kafka's record time, in milliseconds since 1970
     */
    long firstAfter(TopicPartition partition, long recordTimeMs);

    @Override
    void close();
}
