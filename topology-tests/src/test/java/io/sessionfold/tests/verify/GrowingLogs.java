package io.sessionfold.tests.verify;

import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.log.Span;
import io.sessionfold.tests.replay.MemoryLogs;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Topics as they are while an engine runs: at first they end earlier, and at some moment more was committed. */
final class GrowingLogs implements Logs {

    private final MemoryLogs all;
    private final Map<String, Long> firstEnds;
    private final String watched;
    private int looksBefore;

    /**
     * Topics that grow.
     *
     * @param firstEnds where topics end at first
     * @param watched the topic whose end is asked for so often before all topics have grown
     */
    GrowingLogs(MemoryLogs all, Map<String, Long> firstEnds, String watched, int looksBefore) {
        this.all = all;
        this.firstEnds = firstEnds;
        this.watched = watched;
        this.looksBefore = looksBefore;
    }

    /** Whether the topics have grown. */
    boolean haveGrown() {
        return looksBefore < 0;
    }

    @Override
    public List<TopicPartition> partitions(String topic) {
        return all.partitions(topic);
    }

    @Override
    public String identity(String topic) {
        return all.identity(topic);
    }

    @Override
    public Span span(TopicPartition partition) {
        if (partition.topic().equals(watched)) {
            looksBefore--;
        }
        Span span = all.span(partition);
        Long first = haveGrown() ? null : firstEnds.get(partition.topic());
        return first == null ? span : new Span(span.from(), first);
    }

    @Override
    public Cursor open(TopicPartition partition, long from, long to) {
        return all.open(partition, from, to);
    }

    @Override
    public long firstAfter(TopicPartition partition, long recordTimeMs) {
        return all.firstAfter(partition, recordTimeMs);
    }

    @Override
    public void close() {}
}
