package io.sessionfold.tests.live;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** Waits until engines have nothing left to do: each of their topics feeds others, so that the end of one is not the end. */
public final class Settling {

    private final FoldedUpTo folded;
    private final LiveTopics topics;

    /** @param groupId the group of the engines */
    public Settling(Admin admin, String groupId, LiveTopics topics) {
        this.folded = new FoldedUpTo(admin, groupId);
        this.topics = topics;
    }

    /** Waits until all that was written is folded, and all that came of it is folded and read. */
    public void await(Map<TopicPartition, Long> written) {
        folded.await(written);
        Map<TopicPartition, Long> read;
        do {
            read = topics.inputs();
            // Folded first, read after it: what comes of the last input is written when that is folded, not before.
            folded.await(read);
            folded.awaitNothingOpen(topics.partitions());
            topics.catchUp();
        } while (!topics.inputs().equals(read));
    }
}
