package io.sessionfold.engine.verify;

import io.sessionfold.engine.replay.ReplayException;
import io.sessionfold.engine.replay.UnknownSchemas;
import io.sessionfold.engine.topology.Topics;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** By input topic, the records whose schema nobody knew when they were folded. Immutable. */
final class Unknown {

    private final Map<String, UnknownSchemas> byTopic;

    private Unknown(Map<String, UnknownSchemas> byTopic) {
        this.byTopic = byTopic;
    }

    static Unknown read(Subject subject) {
        Map<String, UnknownSchemas> byTopic = new HashMap<>();
        try {
            for (Input input : Input.values()) {
                byTopic.put(
                        input.topic(),
                        UnknownSchemas.read(subject.logs(), subject.schemas(), Topics.DEAD_LETTERS, input.topic()));
            }
        } catch (ReplayException unreadable) {
            // A dead letter that cannot be read is a finding where they are compared; the registry's word has to do
            // here.
            return new Unknown(Map.of());
        }
        return new Unknown(byTopic);
    }

    /** Those of one topic; null to take the registry's word of today. */
    @Nullable
    UnknownSchemas of(String topic) {
        return byTopic.get(topic);
    }
}
