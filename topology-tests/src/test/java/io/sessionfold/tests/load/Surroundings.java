package io.sessionfold.tests.load;

import java.util.List;
import java.util.Map;

/**
 * What is around the process of an instance.
 *
 * @param before the command that the instance's own is given to; empty for none
 * @param environment variables beside those of this process
 * @param settings that it has instead of its own
 */
public record Surroundings(List<String> before, Map<String, String> environment, Map<String, String> settings) {

    /** Nothing in particular. */
    public static final Surroundings PLAIN = new Surroundings(List.of(), Map.of(), Map.of());

    public Surroundings {
        before = List.copyOf(before);
        environment = Map.copyOf(environment);
        settings = Map.copyOf(settings);
    }
}
