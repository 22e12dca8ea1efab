package io.sessionfold.tests.load;

import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.load.Violations.Kind;
import java.util.List;
import java.util.Set;

/**
 * The counts of all instances together: records of the events topic read, and what became of each. Read from the gauges
 * that every instance shows of its own partitions.
 */
record Conservation(long read, long accounted) {

    private static final String READ = "sessionfold_records_read";

    /** Where a record that was read can have gone. */
    private static final Set<String> ACCOUNTED = Set.of(
            "sessionfold_applied",
            "sessionfold_refused",
            "sessionfold_dead_lettered",
            "sessionfold_rerouted",
            "sessionfold_held",
            "sessionfold_parked");

    private static final String OF_EVENTS = "topic=\"" + Topics.EVENTS + "\"";

    /** @param metrics what each instance shows, in the text format of Prometheus */
    static Conservation of(List<String> metrics) {
        return new Conservation(sum(metrics, Set.of(READ)), sum(metrics, ACCOUNTED));
    }

    /** Every record of the log was read once, and something became of each. */
    void check(long records, Violations violations) {
        violations.addIf(
                read != records || accounted != records,
                Kind.NOT_CONSERVED,
                "Expected %d records to be read and accounted for, but %d were read and %d accounted for"
                        .formatted(records, read, accounted));
    }

    private static long sum(List<String> metrics, Set<String> names) {
        return metrics.stream()
                .flatMap(String::lines)
                .filter(line -> line.contains(OF_EVENTS) && names.contains(line.substring(0, line.indexOf('{'))))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                // An instance without partitions has no number.
                .filter(value -> !value.equals("NaN"))
                .mapToLong(value -> Math.round(Double.parseDouble(value)))
                .sum();
    }
}
