package io.sessionfold.engine.replay;

import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.RecordedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record of the log.
 *
 * @param record as it stands in the log
 * @param received what it turned out to be
 * @param before what its key had before it; {@link FoldState#NONE} if it is no event
 * @param outcome what the fold made of it; null if it is no event that is folded where it stands
 */
public record Folded(
        ConsumerRecord<byte[], byte[]> record,
        Received<RecordedEvent> received,
        FoldState before,
        @Nullable FoldOutcome outcome) {}
