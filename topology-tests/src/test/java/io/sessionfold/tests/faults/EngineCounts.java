package io.sessionfold.tests.faults;

import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.query.ProgressQuery;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.query.StreamsStores;
import io.sessionfold.engine.store.ProgressCounts;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** What became of every record, over the instances that run. */
public final class EngineCounts {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private EngineCounts() {}

    /** The counts of several instances together; an instance that cannot answer yet adds nothing. */
    public static ProgressCounts of(List<Engine> engines) {
        ProgressCounts total = new ProgressCounts();
        for (Engine engine : engines) {
            if (new ProgressQuery(new StreamsStores(engine.streams(), engine.partitions())).total()
                    instanceof QueryResult.Found<ProgressCounts> found) {
                total.add(found.value());
            }
        }
        return total;
    }

    /** Waits until the counts satisfy {@code enough}. */
    public static ProgressCounts await(List<Engine> engines, Predicate<ProgressCounts> enough) {
        return Awaitility.await("counts").atMost(PATIENCE).until(() -> of(engines), enough);
    }
}
