package io.sessionfold.engine.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sessionfold.engine.query.ProgressQuery;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The progress counts of this instance's partitions of one input topic as gauges, tagged with the topic: one family of
 * metrics for all of them, so that conservation can be watched for each. They are read from the store and not counted on
 * the way, so that an aborted transaction does not count twice and a restart loses nothing; not a number while the store
 * cannot be read.
 */
final class ProgressGauges {

    private final String topic;
    private final ProgressQuery progress;
    private volatile @Nullable ProgressCounts counts;

    ProgressGauges(String topic, ProgressQuery progress) {
        this.topic = topic;
        this.progress = progress;
    }

    void bindTo(MeterRegistry registry) {
        gauge(registry, Count.READ, "sessionfold.records.read", "Records taken from the topic");
        gauge(registry, Count.APPLIED, "sessionfold.applied", "Events applied");
        gauge(registry, Count.DEAD_LETTERED, "sessionfold.dead.lettered", "Records that went to dead letters");
        gauge(registry, Count.REROUTED, "sessionfold.rerouted", "Records sent on to their right partition");
        for (RejectionReason reason : RejectionReason.values()) {
            Gauge.builder("sessionfold.refused", this, gauges -> gauges.value(counts -> counts.get(reason)))
                    .description("Events refused")
                    .tag("topic", topic)
                    .tag("reason", reason.name())
                    .register(registry);
        }
        if (topic.equals(Topics.EVENTS)) {
            bindSessions(registry);
        }
    }

    /** Reads the counts anew; the gauges show these until the next call. */
    void refresh() {
        counts = progress.total() instanceof QueryResult.Found<ProgressCounts> found ? found.value() : null;
    }

    /** What only sessions have. */
    private void bindSessions(MeterRegistry registry) {
        Gauge.builder("sessionfold.fold.version", this, gauges -> gauges.value(ProgressCounts::foldVersion))
                .description("The newest fold version in force on a partition")
                .tag("topic", topic)
                .register(registry);
        gauge(registry, Count.HELD, "sessionfold.held", "Events that wait for their session's creation now");
        gauge(registry, Count.PARKED, "sessionfold.parked", "Events parked behind a quarantine now");
        gauge(registry, Count.QUARANTINED, "sessionfold.quarantined", "Sessions that wait for a repair now");
        gauge(registry, Count.SEQUENCE_GAPS, "sessionfold.sequence.gaps", "Numbers that producers' sequences skipped");
        gauge(registry, Count.SESSIONS_CHANGED, "sessionfold.sessions.changed", "Records of sessions-changed");
        gauge(registry, Count.RUN_OUTCOMES, "sessionfold.run.outcomes", "Records of run-outcomes");
    }

    private void gauge(MeterRegistry registry, Count count, String name, String description) {
        Gauge.builder(name, this, gauges -> gauges.value(counts -> counts.get(count)))
                .description(description)
                .tag("topic", topic)
                .register(registry);
    }

    private double value(ToLongFunction<ProgressCounts> of) {
        ProgressCounts read = counts;
        return read == null ? Double.NaN : of.applyAsLong(read);
    }
}
