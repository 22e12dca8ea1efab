package io.sessionfold.engine.history;

import io.sessionfold.engine.query.LogEnds;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.wire.WriterSchemas;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.KafkaException;

/** The past of the sessions whose partitions this instance indexes. */
public final class LocalHistory implements HistoryQuery {

    private final ToIntFunction<SessionKey> partitions;
    private final HistoryEnds ends;
    private final HistoryReach reach;
    private final PastRows rows;
    private final HistoryPages pages;
    private final InstantSource clock;

    /**
     * @param partitions says a key's partition
     * @param log says where the events end
     * @param clock says which times have come
     */
    LocalHistory(
            ToIntFunction<SessionKey> partitions,
            HistoryIndex index,
            HistoryEnds ends,
            LogEnds log,
            TopicReads reads,
            ThreadLocal<HistoryRecords> records,
            InstantSource clock) {
        this.partitions = partitions;
        this.ends = ends;
        this.reach = new HistoryReach(index, ends, log);
        this.rows = new PastRows(index, reads, records);
        this.pages = new HistoryPages(index, reads, records);
        this.clock = clock;
    }

    static ThreadLocal<HistoryRecords> records(WriterSchemas schemas, int partitions) {
        return ThreadLocal.withInitial(() -> new HistoryRecords(schemas, partitions));
    }

    @Override
    public QueryResult<PastRow> asOf(SessionKey key, PastWish wish) {
        int partition = partitions.applyAsInt(key);
        return guarded(wish.patience(), deadlineNanos -> {
            QueryResult<Long> offset = offset(partition, wish);
            if (!(offset instanceof QueryResult.Found<Long> known)) {
                return HistoryProblems.same(offset);
            }
            QueryResult<Reach> reached = reach.upTo(partition, known.value(), deadlineNanos);
            return reached instanceof QueryResult.Found<Reach> found
                    ? rows.find(key.recordKey(), known.value(), wish.owner(), found.value(), deadlineNanos)
                    : HistoryProblems.same(reached);
        });
    }

    @Override
    public QueryResult<HistoryPage> history(SessionKey key, HistoryWish wish) {
        int partition = partitions.applyAsInt(key);
        return guarded(wish.patience(), deadlineNanos -> {
            QueryResult<Reach> reached = reach.upTo(partition, wish.minOffset(), deadlineNanos);
            return reached instanceof QueryResult.Found<Reach> found
                    ? pages.page(key.recordKey(), wish, found.value(), deadlineNanos)
                    : HistoryProblems.same(reached);
        });
    }

    /** A time stands for the last event before the first one that is later, as a replay to that time has it. */
    private QueryResult<Long> offset(int partition, PastWish wish) {
        if (wish.offset().isPresent()) {
            return new QueryResult.Found<>(wish.offset().getAsLong());
        }
        long timeMs = wish.timeMs().orElseThrow();
        if (timeMs > clock.millis()) {
            return new QueryResult.NeverReached<>("That time has not come yet");
        }
        OptionalLong later = ends.firstAfter(partition, timeMs);
        return later.isPresent() ? new QueryResult.Found<>(later.getAsLong() - 1) : HistoryProblems.unknownEnd();
    }

    private interface Question<T> {
        QueryResult<T> ask(long deadlineNanos) throws InterruptedException;
    }

    private static <T> QueryResult<T> guarded(Duration patience, Question<T> question) {
        try {
            return question.ask(System.nanoTime() + patience.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HistoryProblems.stopping();
        } catch (KafkaException e) {
            return HistoryProblems.kafka(e);
        }
    }
}
