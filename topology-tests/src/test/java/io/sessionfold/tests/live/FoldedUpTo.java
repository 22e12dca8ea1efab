package io.sessionfold.tests.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** How far the engines of one group have come: what is committed was folded, and its outputs are out. */
public final class FoldedUpTo {

    private final Admin admin;
    private final String groupId;

    public FoldedUpTo(Admin admin, String groupId) {
        this.admin = admin;
        this.groupId = groupId;
    }

    /** Waits until all of these offsets were folded, and the outputs are committed. */
    public void await(Map<TopicPartition, Long> offsets) {
        Awaitility.await("the engine has folded up to " + offsets)
                .atMost(LiveEngine.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> isFolded(offsets));
    }

    /** Waits until no transaction is open on any of these: what was folded can be read by everybody. */
    public void awaitNothingOpen(Set<TopicPartition> partitions) {
        Awaitility.await("no open transaction on " + partitions)
                .atMost(LiveEngine.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> ends(partitions, IsolationLevel.READ_COMMITTED)
                        .equals(ends(partitions, IsolationLevel.READ_UNCOMMITTED)));
    }

    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        LiveCluster.await(admin.listOffsets(asked, new ListOffsetsOptions(isolation))
                        .all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
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
