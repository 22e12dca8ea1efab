package io.sessionfold.engine.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.sessionfold.engine.history.HistoryIndex;

/** How the history index of this instance gets on. */
public final class HistoryGauges implements MeterBinder {

    private final HistoryIndex index;

    public HistoryGauges(HistoryIndex index) {
        this.index = index;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("sessionfold.history.partitions", index, HistoryGauges::caughtUp)
                .description("Partitions whose history can be asked for here")
                .tag("standing", "caught-up")
                .register(registry);
        Gauge.builder(
                        "sessionfold.history.partitions",
                        index,
                        each -> each.caughtUp().size() - caughtUp(each))
                .description("Partitions whose history can be asked for here")
                .tag("standing", "catching-up")
                .register(registry);
        Gauge.builder("sessionfold.history.behind", index, HistoryIndex::behind)
                .description("Records that the history index has still to read of what was there when it began")
                .register(registry);
        Gauge.builder(
                        "sessionfold.history.failing",
                        index,
                        each -> each.failure().isPresent() ? 1 : 0)
                .description("1 while the history index does not get on")
                .register(registry);
    }

    private static double caughtUp(HistoryIndex index) {
        return index.caughtUp().values().stream().filter(each -> each).count();
    }
}
