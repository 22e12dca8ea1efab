package io.sessionfold.tests.live;

import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.log.Span;
import io.sessionfold.engine.replay.MemoryTable;
import io.sessionfold.engine.replay.PartitionFold;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.versions.ImpatientFold;
import io.sessionfold.wire.WriterSchemas;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A log as a replay folds it, in the version that was in force where each event stands. */
record FoldedLog(String bootstrapServers, WriterSchemas schemas) {

    /** The states of a tenant's sessions in canonical form, in hexadecimal by record key. */
    SortedMap<String, String> states(String tenantId) {
        SessionCodec codec = new SessionCodec();
        MemoryTable table = new MemoryTable();
        try (Logs logs = new KafkaLogs(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            List<TopicPartition> partitions = logs.partitions(Topics.EVENTS);
            partitions.forEach(partition ->
                    fold(new PartitionFold(ImpatientFold.TWO, schemas, partitions.size(), table), logs, partition));
        }
        SortedMap<String, String> states = new TreeMap<>();
        table.forEach((key, state) -> {
            if (state.session() != null && key.tenantId().equals(tenantId)) {
                states.put(key.recordKey(), HexFormat.of().formatHex(codec.encode(state.session())));
            }
        });
        return states;
    }

    private static void fold(PartitionFold fold, Logs logs, TopicPartition partition) {
        Span span = logs.span(partition);
        try (Cursor cursor = logs.open(partition, span.from(), span.to())) {
            for (ConsumerRecord<byte[], byte[]> next = cursor.next(); next != null; next = cursor.next()) {
                fold.feed(next);
            }
        }
    }
}
