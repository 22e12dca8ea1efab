package io.sessionfold.engine.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which callers without credentials speak for the configured tenant. */
public enum HttpCallers {
    /** Those on this machine alone. */
    LOOPBACK,
    /** Everybody who reaches the port, where the network lets nobody else in. */
    ANY;

    static List<String> labels() {
        return Arrays.stream(values()).map(HttpCallers::label).toList();
    }

    static HttpCallers of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
