package io.sessionfold.engine.app;

import java.util.List;
import java.util.Map;

/**
 * How one topic stands to what it must be.
 *
 * @param partitions how many it has; 0 if it is missing
 * @param config the settings that the specification names, as they are
 * @param complaints what is wrong with it, in sentences; empty if nothing is
 */
public record TopicStatus(TopicSpec spec, int partitions, Map<String, String> config, List<String> complaints) {

    public TopicStatus {
        config = Map.copyOf(config);
        complaints = List.copyOf(complaints);
    }
}
