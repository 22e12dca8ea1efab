package io.sessionfold.engine.config;

import org.jspecify.annotations.Nullable;

/**
 * One setting for people: what it is now and what it could be. Secrets are masked.
 *
 * @param value null if it is unset
 * @param defaultValue null if there is none
 */
public record SettingRow(
        String name,
        @Nullable String value,
        SettingOrigin origin,
        @Nullable String defaultValue,
        String unit,
        String allowed,
        String variable,
        String meaning) {}
