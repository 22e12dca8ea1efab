package io.sessionfold.engine.verify;

import io.sessionfold.engine.checkpoint.Checkpoint;
import io.sessionfold.engine.checkpoint.CheckpointException;
import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.checkpoint.CheckpointedState;
import io.sessionfold.engine.replay.FoldState;
import io.sessionfold.engine.replay.PartitionFold;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.StoredKeys;
import io.sessionfold.engine.topology.Topics;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Holds the checkpoints of one partition that the fold passes against what it has there: a hash says that nobody changed a
 * checkpoint by accident, and this that it says what the log says. A checkpoint is read once more and not kept. Not
 * thread-safe.
 */
final class PassedCheckpoints {

    private final PartitionFold fold;
    private final Scope scope;
    private final int partition;
    private final Findings findings;
    private final Deque<Checkpoint> ahead;
    private final StoredDifferences differences = new StoredDifferences();
    private long same;

    /**
     * @param from the offset where the fold began: what is before it cannot be compared
     */
    PassedCheckpoints(
            Beginnings beginnings, PartitionFold fold, Scope scope, int partition, long from, Findings findings) {
        this.fold = fold;
        this.scope = scope;
        this.partition = partition;
        this.findings = findings;
        Checkpoint begun = beginnings.checkpoint(partition);
        this.ahead = new ArrayDeque<>(beginnings.checkpointsOfThisLog().stream()
                .filter(checkpoint ->
                        !checkpoint.equals(begun) && checkpoint.place(partition).next() >= from)
                .sorted(Comparator.comparingLong(
                        checkpoint -> checkpoint.place(partition).next()))
                .toList());
    }

    /** Everything before an offset was folded. */
    void before(long offset, long recordTimeMs) {
        while (!ahead.isEmpty() && ahead.getFirst().place(partition).next() <= offset) {
            new Comparison(ahead.removeFirst(), recordTimeMs).run();
        }
    }

    /** How many states of checkpoints are as they have to be. */
    long same() {
        return same;
    }

    /** One checkpoint against the states at its position. */
    private final class Comparison {

        private final Checkpoint checkpoint;
        private final CheckpointPlace place;
        private final Position at;
        private final long recordTimeMs;
        private final LongSet told = new LongSet();

        Comparison(Checkpoint checkpoint, long recordTimeMs) {
            this.checkpoint = checkpoint;
            this.place = checkpoint.place(partition);
            this.at = new Position(Topics.EVENTS, partition, place.next() - 1);
            this.recordTimeMs = recordTimeMs;
        }

        void run() {
            try {
                checkpoint.read(partition, one -> {
                    if (scope.takes(StoredKeys.bytes(one.key()).get())) {
                        compare(one);
                    }
                });
            } catch (CheckpointException unreadable) {
                differs(null, at, "to be readable", String.valueOf(unreadable.getMessage()));
                return;
            }
            fold.table().forEach((key, state) -> {
                if (!told.contains(key.recordKey())) {
                    differs(key, at(state), "to have the session", "it has nothing of it");
                }
            });
            counts();
        }

        private void compare(CheckpointedState stored) {
            SessionKey key = stored.key();
            FoldState folded = fold.table().find(key);
            boolean isFirst = told.add(key.recordKey());
            if (!isFirst) {
                differs(key, at(folded), "to have the session once", "it has it once more");
            } else if (folded.isEmpty()) {
                differs(key, at(stored.state()), "to have nothing of the session", "it has a state of it");
            } else if (isSame(key, folded, stored)) {
                same++;
            }
        }

        private boolean isSame(SessionKey key, FoldState folded, CheckpointedState stored) {
            FieldDifferences.Sides sides = differences.between(folded, stored.state());
            if (sides == null) {
                sides = differences.between(fold.table().parked(key), stored.parked());
            }
            if (sides != null) {
                differs(key, at(folded), "to have the session with " + sides.expected(), "it has " + sides.actual());
            }
            return sides == null;
        }

        private void counts() {
            if (scope != Scope.ALL) {
                return;
            }
            FieldDifferences.Sides sides = CountsCheck.differences(fold.counts(), place.counts());
            if (sides != null) {
                differs(null, at, "to count " + sides.expected(), "it counts " + sides.actual());
            }
            if (fold.counts().foldVersion() != place.foldVersion()) {
                differs(
                        null,
                        at,
                        "to be of fold version " + fold.counts().foldVersion() + ", which is in force there",
                        "it is of version " + place.foldVersion());
            }
        }

        /** Where a session stands: its last event, or else the position of the checkpoint. */
        private Position at(FoldState state) {
            Session session = state.session();
            return session == null ? at : session.progress().position();
        }

        private void differs(@Nullable SessionKey key, Position where, String expected, String actual) {
            findings.add(new Finding(
                    Kind.CHECKPOINT_DIFFERS,
                    Topics.CHECKPOINTS,
                    key == null ? null : key.recordKey(),
                    where,
                    null,
                    recordTimeMs,
                    "the checkpoint %s of everything before %s-%d@%d %s"
                            .formatted(checkpoint.id(), Topics.EVENTS, partition, place.next(), expected),
                    actual));
        }
    }
}
