package io.sessionfold.engine.config;

/** The names of the settings. */
public final class SettingNames {

    public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    public static final String REGISTRY_URL = "registry.url";
    public static final String AUTO_REGISTER_SCHEMAS = "auto.register.schemas";
    public static final String PARTITIONS = "partitions";
    public static final String REPLICATION_FACTOR = "replication.factor";
    public static final String CREATE_TOPICS = "create.topics";
    public static final String HTTP_HOST = "http.host";
    public static final String HTTP_PORT = "http.port";
    public static final String HTTP_ADVERTISED = "http.advertised";
    public static final String HTTP_TENANT = "http.tenant";
    public static final String HTTP_CALLERS = "http.callers";
    public static final String HTTP_STOP_NOTICE_MS = "http.stop.notice.ms";
    public static final String APPLICATION_ID = "application.id";
    public static final String STATE_DIR = "state.dir";
    public static final String THREADS = "threads";
    public static final String STANDBY_REPLICAS = "standby.replicas";
    public static final String COMMIT_INTERVAL_MS = "commit.interval.ms";
    public static final String TRANSACTION_TIMEOUT_MS = "transaction.timeout.ms";
    public static final String SESSIONS_CACHE_BYTES = "sessions.cache.bytes";
    public static final String ROCKSDB_MEMORY_BYTES = "rocksdb.memory.bytes";
    public static final String GROUP_PROTOCOL = "group.protocol";
    public static final String TIMER_TICK_MS = "timer.tick.ms";
    public static final String TIMER_LAPSES_PER_TICK = "timer.lapses.per.tick";

    /** What goes to every Kafka client begins with this. */
    public static final String KAFKA_PREFIX = "kafka.";

    /** What goes to Kafka Streams begins with this. */
    public static final String STREAMS_PREFIX = "streams.";

    /** What goes to the registry's client begins with this. */
    public static final String REGISTRY_PREFIX = "registry.client.";

    private SettingNames() {}
}
