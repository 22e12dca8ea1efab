package io.sessionfold.engine.checkpoint;

import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.replay.Begun;
import io.sessionfold.engine.replay.Mark;
import io.sessionfold.engine.replay.MarkedTable;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.replay.StartFrom;
import io.sessionfold.engine.replay.Stretch;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.store.StoredKeys;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.wire.WriterSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Begins partitions from checkpoints: each from the one that is furthest, whole, not before the beginning of what is left
 * of it, and not behind the end of what is folded. The topic of the checkpoints is read only if one is needed. It says what
 * cannot be proven any more. Thread-safe.
 */
public final class CheckpointStart implements StartFrom {

    /** So many states wait on the heap while a table is filled. */
    private static final int WRITTEN_EVERY = 8_192;

    private final CheckpointChoice choice;
    private final CheckpointChooser chooser;
    private final Logs logs;
    private final WriterSchemas schemas;
    private final FoldVersions folds;
    private final Scope scope;
    private final SortedMap<Integer, String> unproven = new TreeMap<>();
    private @Nullable Checkpoints known;

    /** @param scope whose states are taken */
    public CheckpointStart(CheckpointChoice choice, Logs logs, WriterSchemas schemas, FoldVersions folds, Scope scope) {
        this.choice = choice;
        this.chooser = new CheckpointChooser(choice, this::checkpoints);
        this.logs = logs;
        this.schemas = schemas;
        this.folds = folds;
        this.scope = scope;
    }

    /** @throws CheckpointException if there is no checkpoint that fits, and one is needed */
    @Override
    public synchronized Mark fill(Stretch stretch, MarkedTable table) {
        Optional<Checkpoint> checkpoint = choose(stretch);
        return checkpoint.isPresent()
                ? fill(checkpoint.get(), stretch.partition().partition(), table)
                : StartFrom.BEGINNING.fill(stretch, table);
    }

    /**
     * The checkpoint from which a partition is begun; empty if it is begun with the first record that is there.
     *
     * @throws CheckpointException if there is none that fits, and one is needed
     */
    public synchronized Optional<Checkpoint> choose(Stretch stretch) {
        return chooser.choose(stretch);
    }

    /** Puts a checkpoint's states of one partition into a table, which loses what it had. */
    public synchronized Mark fill(Checkpoint checkpoint, int partition, MarkedTable table) {
        CheckpointPlace place = checkpoint.place(partition);
        Waiting waiting = states(checkpoint, partition, table);
        Begun begun = new Begun(place.next(), checkpoint.id());
        unproven.put(partition, inWords(place.partition(), begun));
        return new Mark(place.next(), counts(place, waiting), begun);
    }

    @Override
    public synchronized void goOn(Stretch stretch, Mark from) {
        if (from.begun().checkpointId() != null) {
            unproven.put(stretch.partition().partition(), inWords(stretch.partition(), from.begun()));
        }
    }

    /** What rests on the word of a checkpoint, and which checkpoints were passed over. */
    public synchronized Unproven unproven() {
        List<String> sentences = new ArrayList<>(unproven.values());
        if (known != null && !(choice instanceof CheckpointChoice.Named)) {
            known.warnings().forEach(warning -> sentences.add("passed over: " + warning));
        }
        return new Unproven(unproven.keySet(), sentences);
    }

    /**
     * Every checkpoint that there is.
     *
     * @throws CheckpointException if their topic has another partition count
     * @throws io.sessionfold.engine.log.LogException if there is no such topic, or nobody answers
     */
    public synchronized Checkpoints checkpoints() {
        if (known == null) {
            known = Checkpoints.read(
                    logs,
                    schemas,
                    folds,
                    logs.identity(Topics.EVENTS),
                    logs.partitions(Topics.EVENTS).size());
        }
        return known;
    }

    /** How many events wait for something. */
    private record Waiting(long held, long parked) {}

    private Waiting states(Checkpoint checkpoint, int partition, MarkedTable table) {
        // What an attempt that was killed left behind has no mark, and does not count.
        table.clear();
        long[] held = {0};
        long[] parked = {0};
        long[] taken = {0};
        checkpoint.read(partition, one -> {
            if (scope.takes(StoredKeys.bytes(one.key()).get())) {
                table.put(one.key(), one.state());
                if (!one.parked().isEmpty()) {
                    table.park(one.key(), one.parked());
                }
                Session session = one.state().session();
                held[0] += session == null ? 0 : session.held().size();
                parked[0] += one.parked().size();
                if (++taken[0] % WRITTEN_EVERY == 0) {
                    table.relieve();
                }
            }
        });
        return new Waiting(held[0], parked[0]);
    }

    /** Of a part of the sessions nobody knows what was counted before: what waits of them alone is counted as read. */
    private ProgressCounts counts(CheckpointPlace place, Waiting waiting) {
        if (scope == Scope.ALL) {
            return ProgressCounts.of(place.counts().toBytes());
        }
        ProgressCounts counts = new ProgressCounts();
        counts.set(Count.READ, waiting.held() + waiting.parked());
        counts.set(Count.HELD, waiting.held());
        counts.set(Count.PARKED, waiting.parked());
        counts.set(Count.LAST_OFFSET, place.next() - 1);
        counts.set(Count.FOLD_VERSION, place.foldVersion());
        return counts;
    }

    private static String inWords(TopicPartition partition, Begun begun) {
        return "%s is folded from %d on; the states, digests and counts there are taken from the checkpoint %s: that they follow from the records before, and what each of those was, this log can no longer prove"
                .formatted(partition, begun.offset(), begun.checkpointId());
    }
}
