package io.sessionfold.wire;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** A record reader for a plain Kafka consumer, where what cannot be read is an exception. Not thread-safe. */
public final class RecordDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    // Kafka tells a deserializer no position; the consumer adds it to what it throws.
    private static final int NO_PARTITION = -1;
    private static final long NO_OFFSET = -1;

    private final Class<T> type;
    private final RecordReader<T> reader;

    public RecordDeserializer(Class<T> type, WriterSchemas schemas) {
        this.type = type;
        this.reader = new RecordReader<>(type, schemas);
    }

    /**
     * The record; null, a tombstone, stays null.
     *
     * @throws SerializationException naming topic, schema id and what was expected
     */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] framed) {
        if (framed == null) {
            return null;
        }
        Decoded<T> decoded = reader.read(topic, NO_PARTITION, NO_OFFSET, framed);
        if (decoded instanceof Decoded.Value<T> read) {
            return read.value();
        }
        throw new SerializationException("Expected a value of " + topic + " (schema " + schemaId(framed) + ") to be a "
                + type.getName() + ", but it was not: " + why(decoded));
    }

    private static String schemaId(byte[] framed) {
        return WireFormat.schemaId(framed).isPresent()
                ? String.valueOf(WireFormat.schemaId(framed).getAsInt())
                : "none";
    }

    private static String why(Decoded<?> decoded) {
        if (decoded instanceof Decoded.Undecodable<?> undecodable) {
            return undecodable.detail();
        }
        if (decoded instanceof Decoded.UnknownBranch<?> newer) {
            return "it holds a " + newer.branch() + ", which this reader does not have";
        }
        return "the registry does not know its schema";
    }
}
