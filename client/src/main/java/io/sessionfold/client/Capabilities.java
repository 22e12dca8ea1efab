package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a server can do: names, each with the version in which it came.
 *
 * @param since versions by name
 */
public record Capabilities(Map<String, String> since) {

    /** Sessions are found by their owner, whatever credential made them. */
    public static final String SESSIONS_BY_OWNER = "sessions-by-owner";

    /** What a server has that is too old to be asked. */
    static final Capabilities NONE = new Capabilities(Map.of());

    public Capabilities {
        since = Collections.unmodifiableMap(new TreeMap<>(since));
    }

    public boolean supports(String name) {
        return since.containsKey(name);
    }

    /** The version in which it came; empty if the server does not have it. */
    public Optional<String> since(String name) {
        return Optional.ofNullable(since.get(name));
    }

    static Capabilities of(JsonNode json) {
        if (!json.isObject()) {
            throw new UnexpectedAnswerException("Expected capabilities by name, but there were none", null);
        }
        Map<String, String> since = new TreeMap<>();
        json.properties().forEach(flag -> {
            if (flag.getValue().isTextual()) {
                since.put(flag.getKey(), flag.getValue().textValue());
            }
        });
        return new Capabilities(since);
    }
}
