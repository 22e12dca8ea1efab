package io.sessionfold.engine.checkpoint;

import io.sessionfold.engine.log.Logs;
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
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private final Logs logs;
    private final WriterSchemas schemas;
    private final FoldVersions folds;
    private final Scope scope;
    private final SortedMap<Integer, String> unproven = new TreeMap<>();
    private @Nullable Checkpoints known;

    /** @param scope whose states are taken */
    public CheckpointStart(CheckpointChoice choice, Logs logs, WriterSchemas schemas, FoldVersions folds, Scope scope) {
        this.choice = choice;
        this.logs = logs;
        this.schemas = schemas;
        this.folds = folds;
        this.scope = scope;
    }

    /** @throws CheckpointException if there is no checkpoint that fits, and one is needed */
    @Override
    public synchronized Mark fill(Stretch stretch, MarkedTable table) {
        boolean isFromBeginning = choice instanceof CheckpointChoice.None
                || (choice instanceof CheckpointChoice.Needed && !stretch.isTruncated());
        if (isFromBeginning) {
            return StartFrom.BEGINNING.fill(stretch, table);
        }
        int partition = stretch.partition().partition();
        Checkpoint checkpoint = chosen(stretch);
        CheckpointPlace place = checkpoint.place(partition);
        Waiting waiting = fill(checkpoint, partition, table);
        unproven.put(partition, inWords(checkpoint, place));
        return new Mark(place.next(), counts(place, waiting));
    }

    /** What rests on the word of a checkpoint, and which checkpoints were passed over. */
    public synchronized Unproven unproven() {
        List<String> sentences = new ArrayList<>(unproven.values());
        if (known != null && !(choice instanceof CheckpointChoice.Named)) {
            known.warnings().forEach(warning -> sentences.add("passed over: " + warning));
        }
        return new Unproven(unproven.keySet(), sentences);
    }

    private Checkpoint chosen(Stretch stretch) {
        Checkpoints checkpoints = checkpoints();
        if (choice instanceof CheckpointChoice.Named named) {
            Checkpoint checkpoint = checkpoints.named(named.id());
            if (!fits(checkpoint, stretch)) {
                throw new CheckpointException(
                        "Expected the checkpoint %s to fit to %s, which begins at %d and is folded up to %d, but it is of everything before %d"
                                .formatted(
                                        named.id(),
                                        stretch.partition(),
                                        stretch.span().from(),
                                        stretch.to() - 1,
                                        checkpoint
                                                .place(stretch.partition().partition())
                                                .next()));
            }
            return checkpoint;
        }
        int partition = stretch.partition().partition();
        return checkpoints.usable().stream()
                .filter(checkpoint -> fits(checkpoint, stretch))
                .max(Comparator.comparingLong(
                        checkpoint -> checkpoint.place(partition).next()))
                .orElseThrow(() -> none(stretch, checkpoints));
    }

    private static boolean fits(Checkpoint checkpoint, Stretch stretch) {
        long next = checkpoint.place(stretch.partition().partition()).next();
        return next >= stretch.span().from() && next <= stretch.to();
    }

    /** How many events wait for something. */
    private record Waiting(long held, long parked) {}

    private Waiting fill(Checkpoint checkpoint, int partition, MarkedTable table) {
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

    private Checkpoints checkpoints() {
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

    private static String inWords(Checkpoint checkpoint, CheckpointPlace place) {
        return "%s is folded from %d on; the states, digests and counts there are taken from the checkpoint %s: that they follow from the records before, and what each of those was, this log can no longer prove"
                .formatted(place.partition(), place.next(), checkpoint.id());
    }

    private static CheckpointException none(Stretch stretch, Checkpoints checkpoints) {
        String why = checkpoints.warnings().isEmpty() ? "" : " (" + String.join("; ", checkpoints.warnings()) + ")";
        return new CheckpointException(
                "Expected a checkpoint of %s at a position from %d to %d, because the log begins at %d, but there is none%s; --from-checkpoint none folds what is there, into states that are not what they were"
                        .formatted(
                                stretch.partition(),
                                stretch.span().from(),
                                stretch.to(),
                                stretch.span().from(),
                                why));
    }
}
