package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The policy of the settings, at the door: it fills what a creation leaves out, and is frozen there. */
final class DoorPolicy {

    private DoorPolicy() {}

    /** Fills a creation's policy; what neither says is a constant of the fold. */
    static void fill(ObjectNode policy, ObjectNode settings) {
        settings.properties().forEach(setting -> {
            if (!policy.hasNonNull(setting.getKey()) && !setting.getValue().isNull()) {
                policy.set(setting.getKey(), setting.getValue());
            }
        });
    }
}
