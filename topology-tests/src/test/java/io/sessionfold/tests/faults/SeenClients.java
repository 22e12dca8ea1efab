package io.sessionfold.tests.faults;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/** Sees with what every Kafka client of this process is made, as Kafka shows it to each client's reporters. */
public final class SeenClients implements MetricsReporter {

    private static final List<Map<String, Object>> SEEN = new CopyOnWriteArrayList<>();

    /** What was seen since the last call: the settings of each client. */
    static List<Map<String, Object>> take() {
        List<Map<String, Object>> seen = List.copyOf(SEEN);
        SEEN.clear();
        return seen;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        SEEN.add(new TreeMap<>(configs));
    }

    @Override
    public void init(List<KafkaMetric> metrics) {
        // The settings are enough.
    }

    @Override
    public void metricChange(KafkaMetric metric) {
        // The settings are enough.
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {
        // The settings are enough.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
