package io.sessionfold.local.demo;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The least that a stateful processor does: one get, one put and one forward for each record. */
final class BaselineProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    static final String STORE = "values";

    private final AtomicLong processed;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable KeyValueStore<byte[], byte[]> store;

    BaselineProcessor(AtomicLong processed) {
        this.processed = processed;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
        context = given;
        store = given.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        KeyValueStore<byte[], byte[]> values = Objects.requireNonNull(store, "store");
        byte[] unused = values.get(record.key());
        values.put(record.key(), record.value());
        Objects.requireNonNull(context, "context").forward(record);
        processed.incrementAndGet();
    }
}
