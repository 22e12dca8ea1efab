package io.sessionfold.tests.verify;

import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.MemoryTable;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Changelogs;
import io.sessionfold.engine.verify.Cleanup;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.engine.verify.ServedList;
import io.sessionfold.engine.verify.Subject;
import io.sessionfold.engine.verify.Verification;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.replay.MemoryLogs;
import io.sessionfold.wire.WriterSchemas;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What stands in the topics and changelogs of a broker, copied to the heap, to be tampered with and verified there. */
record CopiedTopics(MemoryLogs logs, WriterSchemas schemas) {

    private static final String APPLICATION_ID = "sessionfold";

    private static final List<String> STORES = List.of(
            StoreNames.SESSIONS,
            StoreNames.RETRY_GUARDS,
            StoreNames.PARKED_EVENTS,
            StoreNames.PROGRESS,
            StoreNames.DEPLOYMENTS,
            StoreNames.WORKER_PROGRESS,
            StoreNames.APPLICATIONS,
            StoreNames.APPLICATION_PROGRESS);

    /** Copies what was committed. */
    static CopiedTopics of(EngineCluster cluster) {
        MemoryLogs copy = new MemoryLogs();
        try (Logs logs = new KafkaLogs(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            Stream<String> changelogs = STORES.stream().map(store -> APPLICATION_ID + '-' + store + "-changelog");
            Stream.concat(Topics.PARTITIONED.stream(), changelogs).forEach(topic -> copy(logs, topic, copy));
        }
        return new CopiedTopics(copy, cluster.schemas());
    }

    /** A copy of the copy. */
    CopiedTopics again() {
        return new CopiedTopics(logs.copy(), schemas);
    }

    /** The records of all partitions of a topic. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return logs.partitions(topic).stream()
                .flatMap(partition -> logs.list(partition).stream())
                .toList();
    }

    /** Verifies everything with an engine that knows some fold versions. */
    Report verified(FoldVersions folds) {
        Subject subject = new Subject(
                folds,
                logs,
                schemas,
                EngineCluster.PARTITIONS,
                new Changelogs(APPLICATION_ID),
                Scope.ALL,
                Cleanup.NONE,
                MemoryTable::new,
                Duration.ZERO,
                ServedList.NONE);
        return new Verification(subject, 1, records -> {}).run();
    }

    private static void copy(Logs from, String topic, MemoryLogs to) {
        List<TopicPartition> partitions = from.partitions(topic);
        to.topic(topic, partitions.size());
        for (TopicPartition partition : partitions) {
            try (Cursor cursor = from.open(partition, 0, from.span(partition).to())) {
                for (ConsumerRecord<byte[], byte[]> next = cursor.next(); next != null; next = cursor.next()) {
                    to.add(next);
                }
            }
        }
    }
}
