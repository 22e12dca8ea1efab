package io.sessionfold.engine.config;

import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The definition of one setting.
 *
 * @param defaultValue null if it is unset unless somebody sets it
 * @param unit the unit of its value; empty for none
 * @param meaning one or two sentences for people
 */
record Setting(
        String name, ConfigDef.Type type, @Nullable Object defaultValue, Allowed allowed, String unit, String meaning) {

    /** The environment variable that overrides it. */
    String variable() {
        return SettingSources.VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** The value in its type; a wrong one is a {@link SettingsException}. */
    Object parse(RawValue raw) {
        String text = raw.text().strip();
        try {
            Object value = ConfigDef.parseType(name, text, type);
            if (value != null && !text.isEmpty() && allowed.test().test(value)) {
                return value;
            }
        } catch (ConfigException e) {
            // Kafka's message does not say what is allowed or where the value stood; ours does.
            throw wrong(raw, e);
        }
        throw wrong(raw, null);
    }

    private SettingsException wrong(RawValue raw, @Nullable ConfigException cause) {
        SettingsException wrong = new SettingsException("Expected " + name + " to be " + allowed.description()
                + (unit.isEmpty() ? "" : " (" + unit + ")") + ", but it was " + raw.shown() + " (" + raw.place() + ")");
        if (cause != null && !Secrets.isSecret(name)) {
            wrong.initCause(cause);
        }
        return wrong;
    }
}
