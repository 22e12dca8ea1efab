package io.sessionfold.tests.dsl;

import io.sessionfold.tests.driver.Outputs;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An expectation of all records of one topic since the last {@code when}.
 *
 * @param topic as a failure names it
 * @param tenant whose records are looked at; null: everybody's
 * @param <S> what is seen
 * @param <X> what is expected
 */
public record SeenRecords<S, X>(
        String topic, @Nullable String tenant, Function<Outputs, List<S>> seen, BiPredicate<X, S> matches) {

    static <S, X> SeenRecords<S, X> of(String topic, Function<Outputs, List<S>> seen, BiPredicate<X, S> matches) {
        return new SeenRecords<>(topic, null, seen, matches);
    }

    /** Only those of one tenant. */
    public SeenRecords<S, X> inTenant(String alias) {
        return new SeenRecords<>(topic + ".inTenant(\"" + alias + "\")", alias, seen, matches);
    }

    /** Exactly these, in this order. */
    @SafeVarargs
    @SuppressWarnings("varargs") // The array is only read.
    public final Expectation areExactly(X... expected) {
        return exactly(List.of(expected));
    }

    /** None. */
    public Expectation areEmpty() {
        return exactly(List.of());
    }

    private Expectation exactly(List<X> expected) {
        return new Told(topic + (expected.isEmpty() ? ".areEmpty()" : ".areExactly(" + expected + ")"), moment -> {
            List<S> records = seen.apply(tenant == null ? moment.since() : moment.sinceIn(tenant));
            boolean same = records.size() == expected.size();
            for (int i = 0; same && i < expected.size(); i++) {
                same = matches.test(expected.get(i), records.get(i));
            }
            if (!same) {
                throw new AssertionError(
                        "Expected " + topic + " to be" + lines(expected) + "\nbut they were" + lines(records));
            }
        });
    }

    private static String lines(List<?> records) {
        StringBuilder lines = new StringBuilder();
        records.forEach(record -> lines.append("\n  ").append(record));
        return records.isEmpty() ? "\n  none" : lines.toString();
    }
}
