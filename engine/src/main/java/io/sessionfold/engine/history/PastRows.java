package io.sessionfold.engine.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.history.PastRow.Standing;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.query.Source;
import io.sessionfold.engine.topology.Topics;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Finds a row as it was: one seek in the index, and one record read. Thread-safe. */
final class PastRows {

    private static final long NONE = -1;

    private final HistoryIndex index;
    private final TopicReads reads;
    private final ThreadLocal<HistoryRecords> records;

    PastRows(HistoryIndex index, TopicReads reads, ThreadLocal<HistoryRecords> records) {
        this.index = index;
        this.reads = reads;
        this.records = records;
    }

    /** What the index says: the row that counts, and the one behind it; and whether the asker may see any at all. */
    private record Seek(@Nullable RowEntry row, @Nullable RowEntry next, boolean isAnySeen) {

        /** Rows are lost from the oldest on: a first one that is not version 1 had others before it. */
        boolean isLost() {
            return next != null && (row == null ? next.stateVersion() != 1 : !row.isFollowedBy(next));
        }
    }

    QueryResult<PastRow> find(String recordKey, long offset, @Nullable String owner, Reach reach, long deadlineNanos)
            throws InterruptedException {
        Optional<Seek> sought = index.read(store -> seek(store, reach.partition(), recordKey, offset, owner));
        if (sought.isEmpty()) {
            return HistoryProblems.notOpen();
        }
        Seek seek = sought.get();
        if (!seek.isAnySeen()) {
            return new QueryResult.NotFound<>();
        }
        if (offset < reach.from() && reach.from() > 0) {
            return found(Standing.BEFORE_REACH, null, NONE, NONE, reach);
        }
        RowEntry row = seek.row();
        RowEntry next = seek.next();
        if (seek.isLost() && next != null && isSeen(next, owner)) {
            return found(Standing.COMPACTED, null, NONE, next.offset(), reach);
        }
        if (row == null || !isSeen(row, owner)) {
            return found(Standing.ABSENT, null, NONE, NONE, reach);
        }
        return row.deleted()
                ? found(Standing.DELETED, null, row.offset(), NONE, reach)
                : published(recordKey, row, reach, deadlineNanos);
    }

    private static Seek seek(HistoryStore store, int partition, String recordKey, long offset, @Nullable String owner) {
        RowEntry row = offset < 0
                ? null
                : store.rowAtOrBefore(partition, recordKey, offset).orElse(null);
        List<RowEntry> next = row == null
                ? store.rows(partition, recordKey, 0, 0, 1)
                : store.rows(partition, recordKey, row.offset(), row.stateVersion() + 1, 1);
        boolean isAnySeen = (row != null && isSeen(row, owner))
                || store.rows(partition, recordKey, 0, 0, Integer.MAX_VALUE).stream()
                        .anyMatch(each -> isSeen(each, owner));
        return new Seek(row, next.isEmpty() ? null : next.get(0), isAnySeen);
    }

    private QueryResult<PastRow> published(String recordKey, RowEntry row, Reach reach, long deadlineNanos)
            throws InterruptedException {
        Optional<ObjectNode> read = read(row, reach.partition(), deadlineNanos);
        return read.isPresent()
                ? found(Standing.PRESENT, read.get(), row.offset(), NONE, reach)
                : found(Standing.COMPACTED, null, NONE, oldest(recordKey, row, reach, deadlineNanos), reach);
    }

    /** Compaction keeps the newest of a key's rows, so that what is left is found by halves. */
    private long oldest(String recordKey, RowEntry lost, Reach reach, long deadlineNanos) throws InterruptedException {
        List<RowEntry> later = index.read(store -> store.rows(
                        reach.partition(), recordKey, lost.offset(), lost.stateVersion() + 1, Integer.MAX_VALUE))
                .orElse(List.of());
        int low = 0;
        int high = later.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (read(later.get(middle), reach.partition(), deadlineNanos).isPresent()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < later.size() ? later.get(low).offset() : NONE;
    }

    private Optional<ObjectNode> read(RowEntry row, int partition, long deadlineNanos) throws InterruptedException {
        ConsumerRecord<byte[], byte[]> record = reads.read(
                        new TopicPartition(Topics.SESSIONS_CHANGED, partition),
                        new TreeSet<>(List.of(row.rowOffset())),
                        deadlineNanos)
                .get(row.rowOffset());
        return record == null ? Optional.empty() : records.get().row(record);
    }

    /** The owner of a life of the session; whoever sees the tenant sees all of them. */
    static boolean isSeen(RowEntry row, @Nullable String owner) {
        return owner == null || owner.equals(row.ownerUserId());
    }

    private static QueryResult<PastRow> found(
            Standing standing, @Nullable ObjectNode row, long offset, long oldest, Reach reach) {
        return new QueryResult.Found<>(new PastRow(standing, row, offset, oldest, reach, Source.HERE));
    }
}
