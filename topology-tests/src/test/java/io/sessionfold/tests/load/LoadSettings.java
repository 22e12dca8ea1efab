package io.sessionfold.tests.load;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What every instance under load is set to. */
public final class LoadSettings {

    /** A load asks as much as it can. */
    public static final Map<String, String> NO_RATES = Map.of(
            "http.rate.requests.per.second", "0",
            "http.rate.events.per.second", "0",
            "http.rate.bytes.per.second", "0");

    private LoadSettings() {}

    /**
     * Adds to the settings of a cluster.
     *
     * @param folder where the tokens of the clients are written
     */
    public static Map<String, String> of(Map<String, String> cluster, Path folder) {
        Map<String, String> flags = new HashMap<>(cluster);
        flags.putAll(NO_RATES);
        flags.putAll(Map.of(
                "http.auth", "tokens",
                "http.auth.file", Tokens.write(folder).toString(),
                "http.metrics.open", "true",
                "peer.secret", "a-secret-of-the-instances-of-one-test",
                "standby.replicas", "1",
                "commit.interval.ms", "100",
                "timer.tick.ms", "500",
                "rocksdb.memory.bytes", Long.toString(64L << 20)));
        return flags;
    }
}
