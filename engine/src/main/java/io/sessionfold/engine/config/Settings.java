package io.sessionfold.engine.config;

import io.sessionfold.engine.session.SessionPolicy;
import java.util.List;
import java.util.Map;

/**
 * The settings of a process: read once, validated, never changed.
 *
 * @param policy what the door fills into the sessions that are created from now on
 * @param rows every setting with its value and origin, for people
 */
public record Settings(
        KafkaSettings kafka,
        RegistrySettings registry,
        TopicSettings topics,
        HttpSettings http,
        AccessSettings access,
        PeerSettings peers,
        StreamsSettings streams,
        TimerSettings timer,
        SessionPolicy policy,
        List<SettingRow> rows) {

    public Settings {
        rows = List.copyOf(rows);
    }

    /** Reads settings; the first wrong one is a {@link SettingsException}. */
    public static Settings load(SettingSources sources) {
        return SettingsReader.read(sources);
    }

    /** The settings of a process that sets these alone. */
    public static Settings of(Map<String, String> flags) {
        return load(SettingSources.ofFlags(flags));
    }

    /** Every setting with its value, origin, default, unit and meaning, in the order of the definitions. */
    public List<SettingRow> describe() {
        return rows;
    }

    @Override
    public String toString() {
        return "Settings[kafka=" + kafka + ", registry=" + registry + ", topics=" + topics + ", http=" + http
                + ", access=" + access + ", peers=" + peers + ", streams=" + streams + ", timer=" + timer + "]";
    }
}
