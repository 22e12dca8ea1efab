package io.sessionfold.engine.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Kafka's record time. A topic with LogAppendTime never has a negative one; a copy with CreateTime may, and one bad
 * record may not stop the stream: then the partition's time stands in.
 */
final class EventTimes implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTimeMs) {
        return record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTimeMs);
    }
}
