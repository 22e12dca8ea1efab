package io.sessionfold.engine.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values that the sources give, by the names of their settings; a stronger source has replaced a weaker one. */
final class RawValues {

    /** A variable that is this near to a setting's was meant to be it; others may be anybody's. */
    private static final int VARIABLE_EDITS_MAX = 2;

    private static final int NAME_EDITS_MAX = 4;

    private static final List<String> PREFIXES =
            List.of(SettingNames.KAFKA_PREFIX, SettingNames.STREAMS_PREFIX, SettingNames.REGISTRY_PREFIX);

    private final Map<String, RawValue> values = new TreeMap<>();

    static RawValues collect(SettingSources sources) {
        RawValues collected = new RawValues();
        sources.presets()
                .forEach((name, text) ->
                        collected.add(new RawValue(name, text, SettingOrigin.COMMAND, "set by the command")));
        Path file = sources.file();
        if (file != null) {
            collected.addFile(file);
        }
        sources.environment().forEach(collected::addVariable);
        sources.flags()
                .forEach((name, text) ->
                        collected.add(new RawValue(name, text, SettingOrigin.FLAG, "flag for " + name)));
        return collected;
    }

    @Nullable
    RawValue find(String name) {
        return values.get(name);
    }

    /** The values whose names begin so, by the rest of their names. */
    Map<String, RawValue> under(String prefix) {
        Map<String, RawValue> found = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    private void addFile(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException("Expected the settings file " + file
                    + " to be a properties file in UTF-8 that can be read, but it was not: "
                    + e.getClass().getSimpleName() + ' ' + e.getMessage());
        }
        properties.stringPropertyNames().stream()
                .sorted()
                .forEach(name ->
                        add(new RawValue(name, properties.getProperty(name), SettingOrigin.FILE, "file " + file)));
    }

    private void addVariable(String variable, String text) {
        if (!variable.startsWith(SettingSources.VARIABLE_PREFIX)) {
            return;
        }
        String name = variable.substring(SettingSources.VARIABLE_PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '.');
        if (isKnown(name)) {
            add(new RawValue(name, text, SettingOrigin.ENVIRONMENT, "environment variable " + variable));
            return;
        }
        // Kubernetes sets SESSIONFOLD_SERVICE_HOST and its like for a service of this name: not settings, not errors.
        nearest(name, VARIABLE_EDITS_MAX).ifPresent(near -> {
            throw new SettingsException("Expected the environment variable " + variable
                    + " to be a setting, but there is none of that name; did you mean " + near.variable() + "?");
        });
    }

    private void add(RawValue value) {
        if (!isKnown(value.name())) {
            String hint = nearest(value.name(), NAME_EDITS_MAX)
                    .map(near -> "did you mean " + near.name() + "?")
                    .orElse("`config` lists what there is");
            throw new SettingsException("Expected " + value.name()
                    + " to be a setting, but there is none of that name (" + value.place() + "); " + hint);
        }
        values.put(value.name(), value);
    }

    private static boolean isKnown(String name) {
        return SettingDefinitions.find(name).isPresent()
                || PREFIXES.stream().anyMatch(prefix -> name.startsWith(prefix) && name.length() > prefix.length());
    }

    private static Optional<Setting> nearest(String name, int editsMax) {
        Stream<String> names = SettingDefinitions.all().stream().map(Setting::name);
        return NearestName.of(name, names.sorted(Comparator.naturalOrder()).toList(), editsMax)
                .flatMap(SettingDefinitions::find);
    }
}
