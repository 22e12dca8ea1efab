package io.sessionfold.engine.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.sessionfold.engine.store.NativeMemory;

/** How much of its native memory the stores of this process take. */
public final class NativeMemoryGauges implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("sessionfold.native.used", NativeMemory::usedBytes)
                .description("Block cache and write buffers of all stores, outside the heap")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("sessionfold.native.max", NativeMemory::budgetBytes)
                .description("What they may come to: rocksdb.memory.bytes")
                .baseUnit("bytes")
                .register(registry);
    }
}
