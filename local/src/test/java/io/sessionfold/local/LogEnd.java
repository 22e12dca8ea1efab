package io.sessionfold.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Where a partition ends, records of transactions that are not decided yet counted in.
 *
 * <p>A commit and an abort return when the coordinator has noted them; the partitions hear of it afterwards. Whoever reads
 * committed records up to the end that a reader of committed records is told may stop in front of what was written.
 */
public final class LogEnd {

    private LogEnd() {}

    /** The offset behind the last record that was written. */
    public static long of(Map<String, Object> clients, TopicPartition partition) {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put("isolation.level", "read_uncommitted");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }
}
