package io.sessionfold.engine.verify;

import io.sessionfold.engine.checkpoint.Checkpoint;
import io.sessionfold.engine.checkpoint.CheckpointChoice;
import io.sessionfold.engine.checkpoint.CheckpointException;
import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.checkpoint.CheckpointStart;
import io.sessionfold.engine.checkpoint.Checkpoints;
import io.sessionfold.engine.log.LogException;
import io.sessionfold.engine.log.Span;
import io.sessionfold.engine.replay.Mark;
import io.sessionfold.engine.replay.MarkedTable;
import io.sessionfold.engine.replay.StartFrom;
import io.sessionfold.engine.replay.Stretch;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Resting.BegunPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** From where each partition of the events is verified: from its first record, or from a checkpoint. Thread-safe. */
final class Beginnings {

    private final CheckpointStart start;
    private final SortedMap<Integer, Checkpoint> checkpoints = new TreeMap<>();
    private final SortedMap<Integer, Span> spans = new TreeMap<>();
    private final List<Checkpoint> known;
    private final List<String> warnings = new ArrayList<>();

    private Beginnings(Subject subject) {
        start = new CheckpointStart(
                subject.from(), subject.logs(), subject.schemas(), subject.folds(), subject.scope());
        known = known();
    }

    /**
     * Chooses for every partition that is verified.
     *
     * @param snapshot where the live fold stood: it is judged there, so that no checkpoint may lie behind
     * @throws CheckpointException if a checkpoint was asked for and there is none that fits
     */
    static Beginnings choose(Subject subject, Snapshot snapshot) {
        Beginnings beginnings = new Beginnings(subject);
        OptionalInt only = subject.scope().onlyPartition(subject.partitions());
        for (int partition = 0; partition < subject.partitions(); partition++) {
            if (only.isEmpty() || only.getAsInt() == partition) {
                beginnings.choose(subject, snapshot, new TopicPartition(Topics.EVENTS, partition));
            }
        }
        return beginnings;
    }

    /** The checkpoint from which a partition is verified; null if it is none. */
    @Nullable
    Checkpoint checkpoint(int partition) {
        return checkpoints.get(partition);
    }

    /** The place in the log of the checkpoint from which a partition is verified; null if it is none. */
    @Nullable
    CheckpointPlace place(int partition) {
        Checkpoint checkpoint = checkpoints.get(partition);
        return checkpoint == null ? null : checkpoint.place(partition);
    }

    /** The places on all partitions of the checkpoint from which a partition is verified; empty if it is none. */
    List<CheckpointPlace> places(int partition) {
        Checkpoint checkpoint = checkpoints.get(partition);
        return checkpoint == null ? List.of() : checkpoint.places();
    }

    /** Whether the beginning of a partition is gone, and nothing stands in for it. */
    boolean isTruncated(int partition) {
        return span(partition).from() > 0 && !checkpoints.containsKey(partition);
    }

    /** The first offset of a partition that is folded. */
    long next(int partition) {
        CheckpointPlace place = place(partition);
        return place == null ? span(partition).from() : place.next();
    }

    /** Puts what is known of a partition into an empty table. */
    Mark fill(int partition, MarkedTable table) {
        Checkpoint checkpoint = checkpoints.get(partition);
        if (checkpoint != null) {
            return start.fill(checkpoint, partition, table);
        }
        Span span = span(partition);
        return StartFrom.BEGINNING.fill(
                new Stretch(new TopicPartition(Topics.EVENTS, partition), span, span.to()), table);
    }

    /** Every whole checkpoint of this log. */
    List<Checkpoint> checkpointsOfThisLog() {
        return known;
    }

    /** What rests on their word. */
    Resting resting(Map<String, Long> records) {
        List<BegunPartition> begun = new ArrayList<>();
        checkpoints.forEach((partition, checkpoint) -> begun.add(new BegunPartition(
                partition, checkpoint.id(), checkpoint.place(partition).next())));
        List<String> sentences = new ArrayList<>(start.unproven().sentences());
        // Those that cannot be begun from are said there only where one was needed.
        warnings.stream().filter(warning -> !sentences.contains(warning)).forEach(sentences::add);
        return new Resting(begun, records, sentences);
    }

    private Span span(int partition) {
        Span span = spans.get(partition);
        if (span == null) {
            throw new IllegalArgumentException("Expected partition " + partition + " to be one that is verified");
        }
        return span;
    }

    private void choose(Subject subject, Snapshot snapshot, TopicPartition partition) {
        Span span = subject.logs().span(partition);
        spans.put(partition.partition(), span);
        try {
            Optional<Checkpoint> checkpoint =
                    start.choose(new Stretch(partition, span, snapshot.progress(partition) + 1));
            checkpoint.ifPresent(one -> checkpoints.put(partition.partition(), withCursors(one, partition)));
        } catch (CheckpointException | LogException none) {
            boolean isAsked = !(subject.from() instanceof CheckpointChoice.Needed);
            boolean isUnreachable = none instanceof LogException log && log.isUnreachable();
            if (isAsked || isUnreachable) {
                throw none;
            }
            // Nobody asked for one; that the log lacks its beginning is the finding.
            warnings.add(String.valueOf(none.getMessage()));
        }
    }

    /** Without the places in the outputs nobody knows where those of a later event begin. */
    private static Checkpoint withCursors(Checkpoint checkpoint, TopicPartition partition) {
        CheckpointPlace place = checkpoint.place(partition.partition());
        for (String topic : Cursors.NEEDED) {
            if (Cursors.of(place, topic).isEmpty()) {
                throw new CheckpointException(
                        "Expected the checkpoint %s to say where the records of %s begin that belong to what is behind it, but on %s it does not: it can be replayed from, and not verified from"
                                .formatted(checkpoint.id(), topic, partition));
            }
        }
        return checkpoint;
    }

    /** Many a copy of a log has no such topic, and then there is nothing to compare. */
    private List<Checkpoint> known() {
        try {
            Checkpoints all = start.checkpoints();
            all.warnings().forEach(warning -> warnings.add("passed over: " + warning));
            return all.usable();
        } catch (CheckpointException unusable) {
            warnings.add("passed over: " + unusable.getMessage());
            return List.of();
        } catch (LogException missing) {
            if (missing.isUnreachable()) {
                throw missing;
            }
            return List.of();
        }
    }
}
