package io.sessionfold.wire;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A record writer for a plain Kafka producer: one per topic it meets. Not thread-safe. */
public final class RecordSerializer<T extends SpecificRecord> implements Serializer<T> {
    private final Class<T> type;
    private final Registry registry;
    private final boolean autoRegister;
    private final Map<String, RecordWriter<T>> writers = new HashMap<>();

    public RecordSerializer(Class<T> type, Registry registry, boolean autoRegister) {
        this.type = type;
        this.registry = registry;
        this.autoRegister = autoRegister;
    }

    /** The framed bytes; null, a tombstone, stays null. */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        try {
            return writers.computeIfAbsent(topic, this::writer).write(value);
        } catch (AvroRuntimeException | ClassCastException | NullPointerException e) {
            throw new SerializationException(
                    "Expected the value for " + topic + " to be a complete " + type.getName() + ", but it was not: "
                            + e.getMessage(),
                    e);
        }
    }

    private RecordWriter<T> writer(String topic) {
        return new RecordWriter<>(type, topic, registry, autoRegister);
    }
}
