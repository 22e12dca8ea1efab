package io.sessionfold.engine.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The validated values of the settings by their names, each in the type that its definition gives it. */
final class SettingValues {

    private final Map<String, Object> values = new HashMap<>();

    void put(String name, Object value) {
        values.put(name, value);
    }

    @Nullable
    Object find(String name) {
        return values.get(name);
    }

    /** The text of a setting; null if it is unset and has no default. */
    @Nullable
    String optional(String name) {
        return (String) values.get(name);
    }

    String text(String name) {
        return (String) value(name);
    }

    int whole(String name) {
        return (Integer) value(name);
    }

    long large(String name) {
        return (Long) value(name);
    }

    boolean yes(String name) {
        return (Boolean) value(name);
    }

    private Object value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }
}
