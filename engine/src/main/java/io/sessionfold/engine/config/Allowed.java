package io.sessionfold.engine.config;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * What a setting may be.
 *
 * @param description the completion of "Expected … to be", e.g. "a whole number from 0 to 65535"
 */
record Allowed(String description, Predicate<Object> test) implements ConfigDef.Validator {

    static Allowed between(long min, long max) {
        return new Allowed(
                "a whole number from " + min + " to " + max,
                value -> value instanceof Number number && number.longValue() >= min && number.longValue() <= max);
    }

    static Allowed atLeast(long min) {
        return new Allowed(
                "a whole number of at least " + min,
                value -> value instanceof Number number && number.longValue() >= min);
    }

    static Allowed trueOrFalse() {
        return new Allowed("true or false", Boolean.class::isInstance);
    }

    static Allowed oneOf(List<String> symbols) {
        return new Allowed("one of " + String.join(", ", symbols), symbols::contains);
    }

    static Allowed matching(String description, Pattern pattern) {
        return new Allowed(
                description,
                value -> value instanceof String text && pattern.matcher(text).matches());
    }

    static Allowed listOf(String description, Pattern element) {
        return new Allowed(
                description,
                value -> value instanceof String text
                        && Arrays.stream(text.split(",", -1))
                                .allMatch(part -> element.matcher(part.strip()).matches()));
    }

    /** The same without one value. */
    Allowed but(String reserved) {
        return new Allowed(description + ", but not " + reserved, value -> test.test(value) && !reserved.equals(value));
    }

    /** Kafka's form of the same question; null is a setting that nobody set. */
    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (value != null && !test.test(value)) {
            throw new ConfigException("Expected " + name + " to be " + description);
        }
    }

    @Override
    public String toString() {
        return description;
    }
}
