package io.sessionfold.engine.replay;

import io.sessionfold.engine.log.Span;
import org.apache.kafka.common.TopicPartition;

/**
 * What of a partition is replayed.
 *
 * @param span what there is of it
 * @param to the offset behind the last record that is folded
 */
public record Stretch(TopicPartition partition, Span span, long to) {

    /** Whether retention has removed the beginning, so that what is folded from here on is incomplete. */
    public boolean isTruncated() {
        return span.from() > 0;
    }

    /** Whether nothing is folded. */
    boolean isEmpty() {
        return to <= span.from();
    }
}
