package io.sessionfold.engine.http;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sessionfold.engine.query.ProgressQuery;
import java.util.List;
import java.util.SortedMap;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** The metrics of one instance: the process, Kafka Streams, and what became of the records. */
public final class EngineMetrics implements AutoCloseable {

    /** What Prometheus takes for its text format. */
    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final List<ProgressGauges> progress;
    private final @Nullable KafkaStreamsMetrics streams;

    /**
     * @param progress by input topic
     * @param streams the topology whose own metrics are shown too; null for none
     */
    public EngineMetrics(SortedMap<String, ProgressQuery> progress, @Nullable KafkaStreams streams) {
        this.progress = progress.entrySet().stream()
                .map(counts -> new ProgressGauges(counts.getKey(), counts.getValue()))
                .toList();
        this.streams = streams == null ? null : new KafkaStreamsMetrics(streams);
        this.progress.forEach(gauges -> gauges.bindTo(registry));
        garbageCollection.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        if (this.streams != null) {
            this.streams.bindTo(registry);
        }
    }

    /** Shows more. */
    public void add(MeterBinder more) {
        more.bindTo(registry);
    }

    /** Every metric in Prometheus' text format. */
    public synchronized String scrape() {
        progress.forEach(ProgressGauges::refresh);
        return registry.scrape();
    }

    @Override
    public void close() {
        if (streams != null) {
            streams.close();
        }
        garbageCollection.close();
        registry.close();
    }
}
