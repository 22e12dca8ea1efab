package io.sessionfold.engine.store;

import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds timer indexes. They have neither a cache nor a changelog, because the rows are what they are made from. */
public final class TimerIndexBuilder implements StoreBuilder<TimerIndex> {

    private final String name;

    public TimerIndexBuilder(String name) {
        this.name = name;
    }

    @Override
    public TimerIndex build() {
        return new TimerIndex(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean loggingEnabled() {
        return false;
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public StoreBuilder<TimerIndex> withCachingEnabled() {
        throw notOffered("a cache");
    }

    @Override
    public StoreBuilder<TimerIndex> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<TimerIndex> withLoggingEnabled(Map<String, String> config) {
        throw notOffered("a changelog");
    }

    @Override
    public StoreBuilder<TimerIndex> withLoggingDisabled() {
        return this;
    }

    private static IllegalArgumentException notOffered(String what) {
        return new IllegalArgumentException("Expected the timer index to be built without " + what
                + ", because it is made from the rows, but one was asked for");
    }
}
