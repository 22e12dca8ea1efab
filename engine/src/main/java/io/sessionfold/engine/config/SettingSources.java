package io.sessionfold.engine.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where settings are looked for, the weakest first.
 *
 * @param presets what the command that runs sets unless somebody else does (e.g. {@code partitions=4} in {@code dev})
 * @param file a properties file in UTF-8; null for none
 * @param environment variables such as {@code SESSIONFOLD_HTTP_PORT} for {@code http.port}; the others are left alone
 * @param flags settings by name, from the command line
 */
public record SettingSources(
        Map<String, String> presets, @Nullable Path file, Map<String, String> environment, Map<String, String> flags) {

    /** What an environment variable begins with if it is a setting. */
    public static final String VARIABLE_PREFIX = "SESSIONFOLD_";

    public SettingSources {
        presets = Map.copyOf(presets);
        environment = Map.copyOf(environment);
        flags = Map.copyOf(flags);
    }

    /** Flags alone, on top of the defaults. */
    public static SettingSources ofFlags(Map<String, String> flags) {
        return new SettingSources(Map.of(), null, Map.of(), flags);
    }
}
