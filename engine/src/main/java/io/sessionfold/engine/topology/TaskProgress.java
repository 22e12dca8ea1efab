package io.sessionfold.engine.topology;

import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.VersionFold;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one task's partition, written in the transaction that they count. The store is cached, so that the
 * changelog gets one record per commit, however many records were counted.
 */
final class TaskProgress {

    private final KeyValueStore<Bytes, byte[]> store;
    private final Bytes key;
    private final ProgressCounts counts;

    TaskProgress(KeyValueStore<Bytes, byte[]> store, int partition) {
        this.store = store;
        this.key = Bytes.wrap(Integer.toString(partition).getBytes(StandardCharsets.UTF_8));
        byte[] stored = store.get(key);
        this.counts = stored == null ? new ProgressCounts() : ProgressCounts.of(stored);
    }

    /** The fold version in force for the next record. */
    int foldVersion() {
        return counts.foldVersion();
    }

    /** A version is in force from the next record on; kept in the transaction of the one that says so. */
    void began(VersionFold.Begun begun) {
        counts.add(begun);
    }

    void folded(@Nullable Session before, FoldOutcome outcome) {
        counts.add(before, outcome);
    }

    void decided(Decision decision) {
        counts.add(decision);
    }

    void count(Count count) {
        counts.add(count, 1);
    }

    /** Ends the counting of one record: it was read, and what became of it is counted. */
    void read(long offset) {
        counts.add(Count.READ, 1);
        keep(offset);
    }

    /** A record that the row had folded already is counted apart: it was read before. */
    void skipped(long offset) {
        counts.add(Count.SKIPPED, 1);
        keep(offset);
    }

    private void keep(long offset) {
        counts.set(Count.LAST_OFFSET, offset);
        store.put(key, counts.toBytes());
    }
}
