package io.sessionfold.engine.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.query.Source;
import io.sessionfold.engine.topology.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Makes pages of a history: the index says which records, and they are read where they lie. Thread-safe. */
final class HistoryPages {

    private final HistoryIndex index;
    private final TopicReads reads;
    private final ThreadLocal<HistoryRecords> records;

    HistoryPages(HistoryIndex index, TopicReads reads, ThreadLocal<HistoryRecords> records) {
        this.index = index;
        this.reads = reads;
        this.records = records;
    }

    QueryResult<HistoryPage> page(String recordKey, HistoryWish wish, Reach reach, long deadlineNanos)
            throws InterruptedException {
        Optional<HistorySlice> read = index.read(store -> HistorySlice.of(store, recordKey, wish, reach));
        if (read.isEmpty()) {
            return HistoryProblems.notOpen();
        }
        HistorySlice slice = read.get();
        if (!slice.isAnySeen()) {
            return new QueryResult.NotFound<>();
        }
        ArrayNode transitions = shown(slice, reach.partition(), deadlineNanos);
        return new QueryResult.Found<>(new HistoryPage(transitions, slice.next(), slice.last(), reach, Source.HERE));
    }

    private ArrayNode shown(HistorySlice slice, int partition, long deadlineNanos) throws InterruptedException {
        Map<Long, ConsumerRecord<byte[], byte[]>> events = read(
                Topics.EVENTS,
                partition,
                slice.items().stream().map(item -> item.event().offset()).toList(),
                deadlineNanos);
        List<Long> rowOffsets = new ArrayList<>();
        List<Long> refusalOffsets = new ArrayList<>();
        for (HistorySlice.Item item : slice.items()) {
            if (!item.rows().isEmpty() && item.before() != null) {
                rowOffsets.add(item.before().rowOffset());
            }
            item.rows().forEach(row -> rowOffsets.add(row.rowOffset()));
            if (item.refusal() != null) {
                refusalOffsets.add(item.refusal().refusalOffset());
            }
        }
        Map<Long, ConsumerRecord<byte[], byte[]>> rows =
                read(Topics.SESSIONS_CHANGED, partition, rowOffsets, deadlineNanos);
        Map<Long, ConsumerRecord<byte[], byte[]>> refusals =
                read(Topics.REJECTED_EVENTS, partition, refusalOffsets, deadlineNanos);
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        for (HistorySlice.Item item : slice.items()) {
            ConsumerRecord<byte[], byte[]> event = events.get(item.event().offset());
            shown.add(Transitions.of(
                    partition,
                    item.event(),
                    event == null ? null : records.get().event(event),
                    published(item, rows),
                    refusal(item, refusals),
                    item.refusal() != null,
                    item.before()));
        }
        return shown;
    }

    private List<Transitions.Published> published(
            HistorySlice.Item item, Map<Long, ConsumerRecord<byte[], byte[]>> rows) {
        List<Transitions.Published> published = new ArrayList<>();
        RowEntry before = item.before();
        for (RowEntry row : item.rows()) {
            boolean isFirst = before == null ? row.stateVersion() == 1 : before.deleted();
            boolean isNext = before != null && !before.deleted() && before.isFollowedBy(row);
            published.add(new Transitions.Published(row, isNext ? row(before, rows) : null, isFirst, row(row, rows)));
            before = row;
        }
        return published;
    }

    private @Nullable ObjectNode row(@Nullable RowEntry entry, Map<Long, ConsumerRecord<byte[], byte[]>> rows) {
        ConsumerRecord<byte[], byte[]> record = entry == null ? null : rows.get(entry.rowOffset());
        return record == null ? null : records.get().row(record).orElse(null);
    }

    private @Nullable RejectedEvent refusal(
            HistorySlice.Item item, Map<Long, ConsumerRecord<byte[], byte[]>> refusals) {
        RefusalEntry entry = item.refusal();
        ConsumerRecord<byte[], byte[]> record = entry == null ? null : refusals.get(entry.refusalOffset());
        return record == null ? null : records.get().refusal(record).orElse(null);
    }

    private Map<Long, ConsumerRecord<byte[], byte[]>> read(
            String topic, int partition, List<Long> offsets, long deadlineNanos) throws InterruptedException {
        return reads.read(new TopicPartition(topic, partition), new TreeSet<>(offsets), deadlineNanos);
    }
}
