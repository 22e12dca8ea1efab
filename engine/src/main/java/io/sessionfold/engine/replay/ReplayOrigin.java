package io.sessionfold.engine.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Of what the states of a replay were made: other states may not be mixed with them.
 *
 * @param log the cluster and the topic, as {@code clusterId/topicId}
 * @param partitions the partition count
 * @param foldVersion the newest version that was known to whoever folded
 * @param scope whose events
 */
public record ReplayOrigin(String log, int partitions, int foldVersion, String scope) {

    private static final String FORMAT = "sessionfold replay 2";

    /** The stored form: lines of UTF-8. */
    byte[] toBytes() {
        return String.join("\n", FORMAT, log, Integer.toString(partitions), Integer.toString(foldVersion), scope)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the stored form; empty if it is none. */
    static Optional<ReplayOrigin> of(byte[] stored) {
        List<String> lines = new String(stored, StandardCharsets.UTF_8).lines().toList();
        if (lines.size() != 5 || !lines.get(0).equals(FORMAT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ReplayOrigin(
                    lines.get(1), Integer.parseInt(lines.get(2)), Integer.parseInt(lines.get(3)), lines.get(4)));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /** What differs, in words; empty if nothing does. */
    List<String> differencesFrom(ReplayOrigin stored) {
        List<String> differences = new ArrayList<>();
        differ(differences, "the log", log, stored.log);
        differ(differences, "the partition count", partitions, stored.partitions);
        differ(differences, "the fold version", foldVersion, stored.foldVersion);
        differ(differences, "what is replayed", scope, stored.scope);
        return differences;
    }

    private static void differ(List<String> differences, String what, Object now, Object then) {
        if (!now.equals(then)) {
            differences.add("%s is %s here and was %s there".formatted(what, now, then));
        }
    }
}
