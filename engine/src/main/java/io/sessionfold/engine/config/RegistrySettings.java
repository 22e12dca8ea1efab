package io.sessionfold.engine.config;

import java.util.List;

/**
 * How the schema registry is reached.
 *
 * @param urls tried in turn
 * @param autoRegister whether schemas are registered, or expected to be there
 * @param passThrough for the registry's client, by its own names (credentials, TLS)
 */
public record RegistrySettings(List<String> urls, boolean autoRegister, PassThrough passThrough) {

    public RegistrySettings {
        urls = List.copyOf(urls);
    }

    @Override
    public String toString() {
        return "RegistrySettings[urls="
                + urls.stream().map(url -> Secrets.mask("url", url)).toList() + ", autoRegister=" + autoRegister
                + ", passThrough=" + passThrough + "]";
    }
}
