package io.sessionfold.engine.checkpoint;

import io.sessionfold.engine.replay.Stretch;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the checkpoint from which a partition is begun: the one that is furthest, not before the beginning of what is left
 * of it, and not behind the end of what is folded. The topic of the checkpoints is read only if one is needed.
 */
final class CheckpointChooser {

    private final CheckpointChoice choice;
    private final Supplier<Checkpoints> checkpoints;

    CheckpointChooser(CheckpointChoice choice, Supplier<Checkpoints> checkpoints) {
        this.choice = choice;
        this.checkpoints = checkpoints;
    }

    /**
     * The checkpoint of a partition; empty if it is begun with its first record.
     *
     * @throws CheckpointException if there is none that fits, and one is needed
     */
    Optional<Checkpoint> choose(Stretch stretch) {
        boolean isFromBeginning = choice instanceof CheckpointChoice.None
                || (choice instanceof CheckpointChoice.Needed && !stretch.isTruncated());
        if (isFromBeginning) {
            return Optional.empty();
        }
        return Optional.of(
                choice instanceof CheckpointChoice.Named named ? named(named.id(), stretch) : furthest(stretch));
    }

    private Checkpoint named(String id, Stretch stretch) {
        Checkpoint checkpoint = checkpoints.get().named(id);
        if (!fits(checkpoint, stretch)) {
            throw new CheckpointException(
                    "Expected the checkpoint %s to fit to %s, which begins at %d and is folded up to %d, but it is of everything before %d"
                            .formatted(
                                    id,
                                    stretch.partition(),
                                    stretch.span().from(),
                                    stretch.to() - 1,
                                    next(checkpoint, stretch)));
        }
        return checkpoint;
    }

    private Checkpoint furthest(Stretch stretch) {
        return checkpoints.get().usable().stream()
                .filter(checkpoint -> fits(checkpoint, stretch))
                .max(Comparator.comparingLong(checkpoint -> next(checkpoint, stretch)))
                .orElseThrow(() -> none(stretch));
    }

    private static boolean fits(Checkpoint checkpoint, Stretch stretch) {
        long next = next(checkpoint, stretch);
        return next >= stretch.span().from() && next <= stretch.to();
    }

    private static long next(Checkpoint checkpoint, Stretch stretch) {
        return checkpoint.place(stretch.partition().partition()).next();
    }

    private CheckpointException none(Stretch stretch) {
        Checkpoints all = checkpoints.get();
        String why = all.warnings().isEmpty() ? "" : " (" + String.join("; ", all.warnings()) + ")";
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
