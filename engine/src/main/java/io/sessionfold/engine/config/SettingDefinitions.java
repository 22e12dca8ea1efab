package io.sessionfold.engine.config;

import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.sessionfold.engine.session.VersionFold;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;

/** Every setting that there is, in the order in which they are printed. */
final class SettingDefinitions {

    private static final long MEBIBYTE = 1L << 20;
    private static final int MAX_PORT = 65_535;

    private static final String PORT = "([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";
    private static final String HOST = "(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+)";
    private static final Pattern HOST_AND_PORT = Pattern.compile(HOST + ":" + PORT);
    private static final Pattern SERVER = Pattern.compile("([A-Z_]+://)?" + HOST + ":" + PORT);
    private static final Pattern URL = Pattern.compile("https?://[^\\s,]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final Pattern ANYTHING = Pattern.compile("[^\\s\\p{Cntrl}]([^\\p{Cntrl}]*[^\\s\\p{Cntrl}])?");

    private static final Allowed NAMES = Allowed.matching("1 to 128 of the characters A-Z a-z 0-9 . _ -", NAME);

    private static final List<Setting> ALL = Stream.of(
                    connections(),
                    topics(),
                    http(),
                    AccessDefinitions.callers(),
                    AccessDefinitions.limits(),
                    AccessDefinitions.tls(),
                    PeerDefinitions.all(),
                    PolicyDefinitions.policy(),
                    streams(),
                    timer())
            .flatMap(List::stream)
            .toList();

    private SettingDefinitions() {}

    static List<Setting> all() {
        return ALL;
    }

    static Optional<Setting> find(String name) {
        return ALL.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    /** The same definitions in Kafka's form. */
    static ConfigDef configDef() {
        ConfigDef definitions = new ConfigDef();
        for (Setting setting : ALL) {
            definitions.define(
                    setting.name(),
                    setting.type(),
                    setting.defaultValue(),
                    setting.allowed(),
                    ConfigDef.Importance.MEDIUM,
                    setting.meaning());
        }
        return definitions;
    }

    private static List<Setting> connections() {
        return List.of(
                new Setting(
                        SettingNames.BOOTSTRAP_SERVERS,
                        STRING,
                        "127.0.0.1:9092",
                        Allowed.listOf("host:port, separated by commas", SERVER),
                        "",
                        "The Kafka brokers to begin with."),
                new Setting(
                        SettingNames.REGISTRY_URL,
                        STRING,
                        "http://127.0.0.1:8081",
                        Allowed.listOf("http or https URLs, separated by commas", URL),
                        "",
                        "The schema registry (Confluent's API); several are tried in turn."),
                flag(
                        SettingNames.AUTO_REGISTER_SCHEMAS,
                        "Whether the schemas of the contract are registered, or expected to be there."));
    }

    private static List<Setting> topics() {
        return List.of(
                whole(
                        SettingNames.PARTITIONS,
                        24,
                        Allowed.between(1, 10_000),
                        "partitions",
                        "The partition count of every topic that follows the record key. Pinned at the first start."),
                whole(
                        SettingNames.REPLICATION_FACTOR,
                        -1,
                        new Allowed(
                                "-1 (the broker's default) or a whole number from 1 to 100",
                                value -> value instanceof Integer copies
                                        && (copies == -1 || (copies >= 1 && copies <= 100))),
                        "copies",
                        "How many brokers hold each partition of the topics that are created."),
                flag(SettingNames.CREATE_TOPICS, "Whether missing topics are created, or an error."));
    }

    private static List<Setting> http() {
        return List.of(
                new Setting(
                        SettingNames.HTTP_HOST,
                        STRING,
                        "127.0.0.1",
                        Allowed.matching("the name or address of an interface of this machine", ANYTHING),
                        "",
                        "The interface on which HTTP is answered."),
                whole(
                        SettingNames.HTTP_PORT,
                        8480,
                        Allowed.between(0, MAX_PORT),
                        "",
                        "The port on which HTTP is answered; 0 takes a free one and prints it."),
                new Setting(
                        SettingNames.HTTP_ADVERTISED,
                        STRING,
                        null,
                        Allowed.matching("host:port", HOST_AND_PORT),
                        "",
                        "Where the other instances reach this one's HTTP."),
                new Setting(
                        SettingNames.HTTP_TENANT,
                        STRING,
                        null,
                        NAMES.but(VersionFold.TENANT),
                        "",
                        "The tenant that a caller without credentials speaks for; unset: such a caller gets no"
                                + " session."),
                new Setting(
                        SettingNames.HTTP_CALLERS,
                        STRING,
                        HttpCallers.LOOPBACK.label(),
                        Allowed.oneOf(HttpCallers.labels()),
                        "",
                        "Which callers without credentials speak for http.tenant: those on this machine, or any that"
                                + " reach the port (only where the network lets nobody else in)."),
                whole(
                        SettingNames.HTTP_STOP_NOTICE_MS,
                        2_000,
                        Allowed.between(0, 600_000),
                        "ms",
                        "How long an instance that is told to stop says so at /ready, and answers on, before it lets"
                                + " nobody in any more."));
    }

    private static List<Setting> streams() {
        return List.of(
                new Setting(
                        SettingNames.APPLICATION_ID,
                        STRING,
                        "sessionfold",
                        NAMES,
                        "",
                        "The consumer group, and the prefix of the internal topics."),
                new Setting(
                        SettingNames.STATE_DIR,
                        STRING,
                        "sessionfold-state",
                        Allowed.matching("a folder", ANYTHING),
                        "",
                        "The folder of the state stores; one process at a time."),
                whole(
                        SettingNames.THREADS,
                        1,
                        Allowed.between(1, 256),
                        "threads",
                        "How many stream threads share this instance's partitions."),
                whole(
                        SettingNames.STANDBY_REPLICAS,
                        1,
                        Allowed.between(0, 16),
                        "copies",
                        "How many other instances keep a warm copy of each store."),
                whole(
                        SettingNames.COMMIT_INTERVAL_MS,
                        100,
                        Allowed.between(1, 60_000),
                        "ms",
                        "How often a transaction ends; outputs become visible then."),
                whole(
                        SettingNames.TRANSACTION_TIMEOUT_MS,
                        5_000,
                        Allowed.between(1_000, 900_000),
                        "ms",
                        "How long consumers wait for the transaction of an instance that died."),
                bytes(
                        SettingNames.SESSIONS_CACHE_BYTES,
                        64 * MEBIBYTE,
                        0,
                        "The cache in front of the session store: one changelog record per session and commit instead"
                                + " of one per event; 0 turns it off."),
                bytes(
                        SettingNames.ROCKSDB_MEMORY_BYTES,
                        256 * MEBIBYTE,
                        16 * MEBIBYTE,
                        "Block cache and write buffers of every store and of the history index together, outside the heap."),
                new Setting(
                        SettingNames.GROUP_PROTOCOL,
                        STRING,
                        GroupProtocol.CLASSIC.label(),
                        Allowed.oneOf(GroupProtocol.labels()),
                        "",
                        "How the instances share the partitions."));
    }

    private static List<Setting> timer() {
        return List.of(
                whole(
                        SettingNames.TIMER_TICK_MS,
                        200,
                        Allowed.between(10, 60_000),
                        "ms",
                        "The pause between two looks for due deadlines."),
                whole(
                        SettingNames.TIMER_LAPSES_PER_TICK,
                        500,
                        Allowed.between(1, 100_000),
                        "events",
                        "How many lapses one task writes in one look at most."));
    }

    private static Setting whole(String name, int defaultValue, Allowed allowed, String unit, String meaning) {
        return new Setting(name, INT, defaultValue, allowed, unit, meaning);
    }

    private static Setting bytes(String name, long defaultValue, long min, String meaning) {
        return new Setting(name, LONG, defaultValue, Allowed.atLeast(min), "bytes", meaning);
    }

    private static Setting flag(String name, String meaning) {
        return new Setting(name, BOOLEAN, true, Allowed.trueOrFalse(), "", meaning);
    }
}
