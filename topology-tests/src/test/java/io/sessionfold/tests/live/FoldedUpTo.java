package io.sessionfold.tests.live;

import io.sessionfold.engine.session.Position;
import io.sessionfold.tests.driver.LogEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** How far the engines of one group have come: what is committed was folded, and its outputs are out. */
final class FoldedUpTo {

    private final Admin admin;
    private final String groupId;

    FoldedUpTo(Admin admin, String groupId) {
        this.admin = admin;
        this.groupId = groupId;
    }

    /** Waits until all of these offsets were folded, and the outputs are committed. */
    void await(Map<TopicPartition, Long> offsets) {
        Awaitility.await("the engine has folded up to " + offsets)
                .atMost(LiveEngine.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> isFolded(offsets));
    }

    /** Where a log ends, per partition. */
    static Map<TopicPartition, Long> endOf(List<LogEntry> log) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (LogEntry entry : log) {
            Position at = entry.event().position();
            ends.merge(new TopicPartition(at.topic(), at.partition()), at.offset(), Math::max);
        }
        return ends;
    }

    private boolean isFolded(Map<TopicPartition, Long> offsets) {
        var committed =
                LiveCluster.await(admin.listConsumerGroupOffsets(groupId).partitionsToOffsetAndMetadata());
        return offsets.entrySet().stream().allMatch(last -> {
            var reached = committed.get(last.getKey());
            return reached != null && reached.offset() > last.getValue();
        });
    }
}
