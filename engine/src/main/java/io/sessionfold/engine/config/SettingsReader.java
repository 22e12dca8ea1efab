package io.sessionfold.engine.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the sources into settings: every value in its type and inside what is allowed, or a {@link SettingsException}. */
final class SettingsReader {

    private final RawValues raw;
    private final SettingValues values = new SettingValues();

    private SettingsReader(RawValues raw) {
        this.raw = raw;
    }

    static Settings read(SettingSources sources) {
        return new SettingsReader(RawValues.collect(sources)).read();
    }

    private Settings read() {
        for (Setting setting : SettingDefinitions.all()) {
            RawValue given = raw.find(setting.name());
            Object value = given == null ? setting.defaultValue() : setting.parse(given);
            if (value != null) {
                values.put(setting.name(), value);
            }
        }
        requireCommitsInsideTransactions();
        return new Settings(
                kafka(),
                registry(),
                topics(),
                http(),
                new AccessReader(values).read(),
                peers(),
                streams(),
                timer(),
                new PolicyReader(values).read(),
                rows());
    }

    /** Streams commits by ending a transaction: one that times out earlier would never commit. */
    private void requireCommitsInsideTransactions() {
        int commitMs = values.whole(SettingNames.COMMIT_INTERVAL_MS);
        int transactionMs = values.whole(SettingNames.TRANSACTION_TIMEOUT_MS);
        if (commitMs >= transactionMs) {
            throw new SettingsException("Expected commit.interval.ms to be below transaction.timeout.ms ("
                    + transactionMs + " ms), but it was " + commitMs + " ms");
        }
    }

    private KafkaSettings kafka() {
        return new KafkaSettings(values.text(SettingNames.BOOTSTRAP_SERVERS), passThrough(SettingNames.KAFKA_PREFIX));
    }

    private RegistrySettings registry() {
        List<String> urls = Arrays.stream(values.text(SettingNames.REGISTRY_URL).split(",", -1))
                .map(String::strip)
                .toList();
        return new RegistrySettings(
                urls, values.yes(SettingNames.AUTO_REGISTER_SCHEMAS), passThrough(SettingNames.REGISTRY_PREFIX));
    }

    private TopicSettings topics() {
        return new TopicSettings(
                values.whole(SettingNames.PARTITIONS),
                (short) values.whole(SettingNames.REPLICATION_FACTOR),
                values.yes(SettingNames.CREATE_TOPICS));
    }

    private HttpSettings http() {
        return new HttpSettings(
                values.text(SettingNames.HTTP_HOST),
                values.whole(SettingNames.HTTP_PORT),
                values.optional(SettingNames.HTTP_ADVERTISED),
                values.optional(SettingNames.HTTP_TENANT),
                HttpCallers.of(values.text(SettingNames.HTTP_CALLERS)),
                Duration.ofMillis(values.whole(SettingNames.HTTP_STOP_NOTICE_MS)));
    }

    private PeerSettings peers() {
        return new PeerSettings(
                values.optional(PeerDefinitions.SECRET), Duration.ofMillis(values.whole(PeerDefinitions.TIMEOUT_MS)));
    }

    private StreamsSettings streams() {
        return new StreamsSettings(
                values.text(SettingNames.APPLICATION_ID),
                Path.of(values.text(SettingNames.STATE_DIR)),
                values.whole(SettingNames.THREADS),
                values.whole(SettingNames.STANDBY_REPLICAS),
                values.whole(SettingNames.COMMIT_INTERVAL_MS),
                values.whole(SettingNames.TRANSACTION_TIMEOUT_MS),
                values.large(SettingNames.SESSIONS_CACHE_BYTES),
                values.large(SettingNames.ROCKSDB_MEMORY_BYTES),
                GroupProtocol.of(values.text(SettingNames.GROUP_PROTOCOL)),
                passThrough(SettingNames.STREAMS_PREFIX));
    }

    private TimerSettings timer() {
        return new TimerSettings(
                values.whole(SettingNames.TIMER_TICK_MS), values.whole(SettingNames.TIMER_LAPSES_PER_TICK));
    }

    private PassThrough passThrough(String prefix) {
        Map<String, String> passed = new TreeMap<>();
        raw.under(prefix).forEach((name, value) -> {
            PassThroughGuard.reason(name).ifPresent(reason -> {
                throw new SettingsException("Expected " + value.name() + " not to be set, but it was " + value.shown()
                        + " (" + value.place() + "): " + reason);
            });
            passed.put(name, value.text());
        });
        return new PassThrough(passed);
    }

    private List<SettingRow> rows() {
        List<SettingRow> rows = new ArrayList<>();
        for (Setting setting : SettingDefinitions.all()) {
            rows.add(row(setting, raw.find(setting.name())));
        }
        for (String prefix :
                List.of(SettingNames.KAFKA_PREFIX, SettingNames.STREAMS_PREFIX, SettingNames.REGISTRY_PREFIX)) {
            raw.under(prefix).values().forEach(value -> rows.add(passedThrough(value)));
        }
        return rows;
    }

    private SettingRow row(Setting setting, @Nullable RawValue given) {
        Object value = values.find(setting.name());
        return new SettingRow(
                setting.name(),
                value == null ? null : Secrets.mask(setting.name(), value.toString()),
                given == null ? SettingOrigin.DEFAULT : given.origin(),
                setting.defaultValue() == null ? null : setting.defaultValue().toString(),
                setting.unit(),
                setting.allowed().description(),
                setting.variable(),
                setting.meaning());
    }

    private static SettingRow passedThrough(RawValue value) {
        return new SettingRow(
                value.name(),
                Secrets.mask(value.name(), value.text()),
                value.origin(),
                null,
                "",
                "what Kafka allows",
                "",
                "Passed through.");
    }
}
