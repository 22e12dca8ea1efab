package io.sessionfold.engine.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.sessionfold.engine.query.RestoreProgress;

/** How the restores of this instance get on. */
public final class RestoreGauges implements MeterBinder {

    private final RestoreProgress restores;

    public RestoreGauges(RestoreProgress restores) {
        this.restores = restores;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("sessionfold.restore.stores", restores, RestoreProgress::stores)
                .description("Stores that are being restored, each partition's counted for itself")
                .register(registry);
        Gauge.builder("sessionfold.restore.left", restores, RestoreProgress::left)
                .description("How much of their changelogs is left to read, in offsets")
                .register(registry);
        FunctionCounter.builder("sessionfold.restore.records", restores, RestoreProgress::restored)
                .description("Records restored since the start")
                .register(registry);
    }
}
