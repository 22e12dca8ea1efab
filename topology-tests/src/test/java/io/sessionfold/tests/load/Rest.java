package io.sessionfold.tests.load;

import io.sessionfold.tests.live.FoldedUpTo;
import io.sessionfold.tests.live.LiveTopics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** The moment behind a load when everything in the log is folded and what that led to can be read. */
public final class Rest {

    private Rest() {}

    /**
     * Waits for it, and reads everything. While nobody asks, timers still write what has lapsed: what the instances show is
     * of that moment only if the log did not grow around it.
     *
     * @return what each instance shows of itself there
     */
    public static List<String> await(LiveTopics topics, Admin admin, String group, Seats seats)
            throws IOException, InterruptedException {
        FoldedUpTo folded = new FoldedUpTo(admin, group);
        topics.catchUp();
        while (true) {
            Map<TopicPartition, Long> read = topics.inputs();
            folded.await(read);
            folded.awaitNothingOpen(topics.partitions());
            topics.catchUp();
            List<String> metrics = seats.metrics();
            topics.catchUp();
            if (topics.inputs().equals(read)) {
                return metrics;
            }
        }
    }
}
