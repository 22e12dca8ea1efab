package io.sessionfold.engine.config;

import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.List;
import java.util.regex.Pattern;

/** The settings of calls from instance to instance. */
final class PeerDefinitions {

    static final String SECRET = "peer.secret";
    static final String TIMEOUT_MS = "peer.timeout.ms";

    /** Shorter ones can be tried through by who has seen one pass. */
    private static final Pattern SECRETS = Pattern.compile("[\\x21-\\x7e]{32,512}");

    private PeerDefinitions() {}

    static List<Setting> all() {
        return List.of(
                new Setting(
                        SECRET,
                        STRING,
                        null,
                        Allowed.matching("32 to 512 printable characters without spaces", SECRETS),
                        "",
                        "What the instances share to know each other; the same for all. Without it they are believed on"
                                + " the loopback interface alone."),
                new Setting(
                        TIMEOUT_MS,
                        INT,
                        2_000,
                        Allowed.between(100, 60_000),
                        "ms",
                        "How long another instance may take to answer, beyond what a reader is willing to wait for a"
                                + " state."));
    }
}
