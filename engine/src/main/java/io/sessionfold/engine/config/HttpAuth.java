package io.sessionfold.engine.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a caller says who it is. */
public enum HttpAuth {
    /** Not at all: http.tenant and http.callers say who is served. */
    NONE,
    /** By an API token whose hash stands in a file. */
    TOKENS,
    /** By a JWT that an issuer signed. */
    JWT;

    static List<String> labels() {
        return Arrays.stream(values()).map(HttpAuth::label).toList();
    }

    static HttpAuth of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
