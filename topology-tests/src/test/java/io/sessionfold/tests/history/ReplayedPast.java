package io.sessionfold.tests.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.KafkaLogs;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.log.Span;
import io.sessionfold.engine.replay.Folded;
import io.sessionfold.engine.replay.MemoryTable;
import io.sessionfold.engine.replay.PartitionFold;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.json.RecordJson;
import io.sessionfold.tests.faults.EngineCluster;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The past of every session as a replay of the log has it, event by event. */
final class ReplayedPast {

    /** What a replay made of one event: the rows that it published, and what was decided of the event itself. */
    static final class Step {
        final long offset;
        final long recordTimeMs;
        final String type;
        final String eventId;
        final List<SessionRow> rows = new ArrayList<>();
        boolean isHeld;

        @Nullable
        String refusal;

        Step(long offset, long recordTimeMs, String type, String eventId) {
            this.offset = offset;
            this.recordTimeMs = recordTimeMs;
            this.type = type;
            this.eventId = eventId;
        }
    }

    private final SortedMap<SessionKey, List<Step>> steps = new TreeMap<>();
    private final Map<SessionKey, Integer> partitions = new HashMap<>();
    private final Map<Integer, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    private final Map<Integer, Long> ends = new HashMap<>();

    static ReplayedPast of(EngineCluster cluster) {
        ReplayedPast past = new ReplayedPast();
        try (Logs logs = new KafkaLogs(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            for (TopicPartition partition : logs.partitions(Topics.EVENTS)) {
                past.read(cluster, logs, partition);
            }
        }
        return past;
    }

    Iterable<SessionKey> keys() {
        return steps.keySet();
    }

    int partition(SessionKey key) {
        return java.util.Objects.requireNonNull(partitions.get(key), key.toString());
    }

    List<Step> steps(SessionKey key) {
        return steps.getOrDefault(key, List.of());
    }

    /** The offset after the last event of a key's partition. */
    long end(SessionKey key) {
        return ends.getOrDefault(partition(key), 0L);
    }

    /** The times at which anything was recorded in a key's partition. */
    List<Long> times(SessionKey key) {
        return records.getOrDefault(partition(key), List.of()).stream()
                .map(ConsumerRecord::timestamp)
                .distinct()
                .toList();
    }

    /** The last event before the first one that is recorded later. */
    long offsetAt(SessionKey key, long timeMs) {
        return records.getOrDefault(partition(key), List.of()).stream()
                        .filter(record -> record.timestamp() > timeMs)
                        .findFirst()
                        .map(ConsumerRecord::offset)
                        .orElse(end(key))
                - 1;
    }

    /** The last row published at or before an offset; null if there was none. */
    @Nullable
    SessionRow row(SessionKey key, long offset) {
        SessionRow row = null;
        for (Step step : steps(key)) {
            if (step.offset <= offset && !step.rows.isEmpty()) {
                row = step.rows.get(step.rows.size() - 1);
            }
        }
        return row;
    }

    boolean wasEverShown(SessionKey key) {
        return row(key, Long.MAX_VALUE) != null;
    }

    static JsonNode json(SessionRow row) {
        return RecordJson.parse(RecordJson.toJson(row).toString());
    }

    private void read(EngineCluster cluster, Logs logs, TopicPartition partition) {
        PartitionFold fold =
                new PartitionFold(FoldVersions.KNOWN, cluster.schemas(), EngineCluster.PARTITIONS, new MemoryTable());
        Span span = logs.span(partition);
        ends.put(partition.partition(), span.to());
        try (Cursor cursor = logs.open(partition, span.from(), span.to())) {
            for (ConsumerRecord<byte[], byte[]> next = cursor.next(); next != null; next = cursor.next()) {
                records.computeIfAbsent(partition.partition(), p -> new ArrayList<>())
                        .add(next);
                take(fold.feed(next));
            }
        }
    }

    private void take(Folded folded) {
        ConsumerRecord<byte[], byte[]> record = folded.record();
        SessionKey key = SessionKey.parse(new String(record.key(), StandardCharsets.UTF_8))
                .orElseThrow();
        partitions.put(key, record.partition());
        List<Step> all = steps.computeIfAbsent(key, k -> new ArrayList<>());
        if (folded.outcome() == null
                || !(folded.received()
                        instanceof
                        io.sessionfold.engine.codec.Received.Event<io.sessionfold.engine.session.RecordedEvent>
                                event)) {
            all.add(new Step(record.offset(), record.timestamp(), "", ""));
            return;
        }
        Step step = new Step(
                record.offset(),
                record.timestamp(),
                event.event().payload().type(),
                event.event().envelope().eventId());
        step.isHeld = folded.outcome().decisions().get(0) instanceof Decision.Held;
        all.add(step);
        for (Output output : folded.outcome().outputs()) {
            if (output instanceof Output.RowChanged changed) {
                step.rows.add(RowCodec.write(changed.row()));
            } else if (output instanceof Output.EventRejected rejected) {
                all.stream()
                        .filter(each -> each.offset == rejected.position().offset())
                        .forEach(each -> each.refusal = rejected.reason().name());
            }
        }
    }
}
