package io.sessionfold.engine.checkpoint;

import io.sessionfold.contract.CheckpointBegun;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.topology.Topics;
import java.nio.BufferUnderflowException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether a checkpoint is one of this log, whole, and readable by this engine. */
final class CheckpointCheck {

    private final CheckpointReader reader;
    private final FoldVersions folds;
    private final String log;
    private final int partitions;

    /** @param log as {@code clusterId/topicId} */
    CheckpointCheck(CheckpointReader reader, FoldVersions folds, String log, int partitions) {
        this.reader = reader;
        this.folds = folds;
        this.log = log;
        this.partitions = partitions;
    }

    /**
     * Why it cannot be begun from, in a sentence.
     *
     * @param parts what there is of it, in the order of the partitions
     */
    Optional<String> refusal(String id, List<StoredPart> parts) {
        for (StoredPart part : parts) {
            Optional<String> refusal = refusal(part);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        if (parts.size() != partitions) {
            return Optional.of(
                    "Expected the checkpoint %s to be on %d partitions of %s, but it is on %d: it is half-written"
                            .formatted(id, partitions, Topics.CHECKPOINTS, parts.size()));
        }
        boolean isOfOne = parts.stream()
                        .map(part -> CheckpointCodec.origin(id, begun(part)))
                        .distinct()
                        .count()
                == 1;
        return isOfOne
                ? Optional.empty()
                : Optional.of(
                        "Expected the checkpoint %s to begin alike on all partitions, but it does not: two have that name"
                                .formatted(id));
    }

    /** The checkpoint that was found to be usable. */
    Checkpoint checkpoint(String id, List<StoredPart> parts) {
        return new Checkpoint(
                reader,
                CheckpointCodec.origin(id, begun(parts.get(0))),
                parts,
                parts.stream().map(part -> CheckpointCodec.place(begun(part))).toList());
    }

    private Optional<String> refusal(StoredPart part) {
        if (part.damage() != null) {
            return Optional.of(part.damage());
        }
        CheckpointBegun begun = begun(part);
        if (!begun.getLog().equals(log)) {
            return refused(
                    part,
                    "to be one of the log " + log,
                    "it is one of " + begun.getLog() + ", whose positions mean nothing here");
        }
        if (begun.getPartitions() != partitions) {
            return refused(
                    part,
                    "to be one of a log of " + partitions + " partitions",
                    "its log had " + begun.getPartitions() + ", and a key's partition is its hash modulo the count");
        }
        if (begun.getNext().getPartition() != part.partition()
                || !begun.getNext().getTopic().equals(Topics.EVENTS)) {
            return refused(
                    part,
                    "to be of " + Topics.EVENTS + "-" + part.partition(),
                    "it is of " + begun.getNext().getTopic() + "-"
                            + begun.getNext().getPartition());
        }
        if (!folds.know(begun.getFoldVersion())) {
            return refused(
                    part,
                    "to be of a fold version that is known here",
                    "it is of version " + begun.getFoldVersion() + "; use the engine " + begun.getEngineVersion()
                            + ", which wrote it, or a newer one");
        }
        if (!isCountable(begun)) {
            return refused(
                    part,
                    "to have counts in a form that is known here",
                    "they are in the form of the engine " + begun.getEngineVersion()
                            + ", which wrote it: use that one");
        }
        if (!begun.getStateForm().equals(StateForm.OURS)) {
            return refused(
                    part,
                    "to have its states in the form that is known here",
                    "they are in the form of the engine " + begun.getEngineVersion()
                            + ", which wrote it: use that one");
        }
        return Optional.empty();
    }

    private static boolean isCountable(CheckpointBegun begun) {
        try {
            return CheckpointCodec.place(begun).next() >= 0;
        } catch (IllegalStateException | BufferUnderflowException e) {
            return false;
        }
    }

    private static Optional<String> refused(StoredPart part, String expected, String actual) {
        return Optional.of("Expected the checkpoint %s on %s-%d %s, but %s"
                .formatted(part.id(), Topics.CHECKPOINTS, part.partition(), expected, actual));
    }

    private static CheckpointBegun begun(StoredPart part) {
        return Objects.requireNonNull(part.begun(), "a whole checkpoint has its beginning");
    }
}
