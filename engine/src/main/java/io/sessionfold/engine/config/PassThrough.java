package io.sessionfold.engine.config;

import java.util.Map;
import java.util.TreeMap;

/** Settings that go to Kafka's own code as they are, by their Kafka names; printed without their secrets. */
public record PassThrough(Map<String, String> values) {

    public PassThrough {
        values = Map.copyOf(values);
    }

    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>(values);
        shown.replaceAll(Secrets::mask);
        return shown.toString();
    }
}
