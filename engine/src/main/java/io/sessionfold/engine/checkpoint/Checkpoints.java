package io.sessionfold.engine.checkpoint;

import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.wire.WriterSchemas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checkpoints of a log, found by their ends and checked by their hashes. Thread-safe. */
public final class Checkpoints {

    private final List<Checkpoint> usable;
    private final Map<String, String> unusable;

    private Checkpoints(List<Checkpoint> usable, Map<String, String> unusable) {
        this.usable = usable;
        this.unusable = unusable;
    }

    /**
     * Reads the whole topic.
     *
     * @param log the cluster and the topic of the events, as {@code clusterId/topicId}
     * @param folds the fold versions that are known
     * @param partitions the pinned partition count
     * @throws CheckpointException if the topic has another partition count
     * @throws io.sessionfold.engine.log.LogException if there is no such topic, or nobody answers
     */
    public static Checkpoints read(Logs logs, WriterSchemas schemas, FoldVersions folds, String log, int partitions) {
        CheckpointReader reader = new CheckpointReader(logs, schemas, Topics.CHECKPOINTS);
        if (reader.partitions() != partitions) {
            throw new CheckpointException("Expected %s to have %d partitions as the log has, but it has %d"
                    .formatted(Topics.CHECKPOINTS, partitions, reader.partitions()));
        }
        Map<String, List<StoredPart>> parts = new LinkedHashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            for (StoredPart part : reader.parts(partition)) {
                parts.computeIfAbsent(part.id(), id -> new ArrayList<>()).add(part);
            }
        }
        CheckpointCheck check = new CheckpointCheck(reader, folds, log, partitions);
        List<Checkpoint> usable = new ArrayList<>();
        Map<String, String> unusable = new LinkedHashMap<>();
        parts.forEach((id, all) -> {
            Optional<String> refusal = check.refusal(id, all);
            if (refusal.isPresent()) {
                unusable.put(id, refusal.get());
            } else {
                usable.add(check.checkpoint(id, all));
            }
        });
        usable.sort(Comparator.comparingLong((Checkpoint one) -> one.origin().createdAtMs())
                .thenComparing(Checkpoint::id)
                .reversed());
        return new Checkpoints(List.copyOf(usable), unusable);
    }

    /** Those that can be begun from, the newest first. */
    public List<Checkpoint> usable() {
        return usable;
    }

    /** Why the others cannot, a sentence for each, by their names. */
    public Map<String, String> unusable() {
        return Collections.unmodifiableMap(unusable);
    }

    /** Why the others cannot, a sentence for each. */
    public List<String> warnings() {
        return List.copyOf(unusable.values());
    }

    /**
     * The checkpoint of that name.
     *
     * @throws CheckpointException if there is none, or it cannot be begun from
     */
    public Checkpoint named(String id) {
        String refusal = unusable.get(id);
        if (refusal != null) {
            throw new CheckpointException(refusal);
        }
        return usable.stream()
                .filter(checkpoint -> checkpoint.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new CheckpointException("Expected %s to have the checkpoint %s, but it has %s"
                        .formatted(Topics.CHECKPOINTS, id, inWords())));
    }

    private String inWords() {
        return usable.isEmpty()
                ? "none that is whole"
                : String.join(", ", usable.stream().map(Checkpoint::id).toList());
    }
}
