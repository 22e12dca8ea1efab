package io.sessionfold.engine.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the instances of the engine share the partitions; Kafka's names. */
public enum GroupProtocol {
    CLASSIC,
    STREAMS;

    static List<String> labels() {
        return Arrays.stream(values()).map(GroupProtocol::label).toList();
    }

    static GroupProtocol of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** The name that Kafka knows. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
