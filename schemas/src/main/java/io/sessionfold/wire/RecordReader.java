package io.sessionfold.wire;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record reader: turns framed bytes into the records of one type, whatever the bytes are (INV-48). It keeps one
 * resolution per writer schema and reuses its decoder: one reader per thread.
 */
public final class RecordReader<T extends SpecificRecord> {
    /** More writer schemas than a topic has; beyond it the resolutions are made anew. */
    private static final int MAX_RESOLUTIONS = 1_000;

    private final Class<T> type;
    private final Schema schema;
    private final WriterSchemas schemas;
    private final Map<Integer, Resolution<T>> resolutions = new HashMap<>();
    private @Nullable BinaryDecoder decoder;

    /** Where a record stands; in words only if something has to be said of it. */
    private record Place(String topic, int partition, long offset) {
        @Override
        public String toString() {
            return partition < 0 ? topic : topic + "-" + partition + "@" + offset;
        }
    }

    public RecordReader(Class<T> type, WriterSchemas schemas) {
        ContractClasses.trust();
        this.type = type;
        this.schema = SpecificData.getForClass(type).getSchema(type);
        this.schemas = schemas;
    }

    /**
     * The record in a framed value; topic, partition and offset say where it stands, for the messages alone (a negative
     * partition: not known).
     *
     * @throws RegistryUnavailableException if the registry had to be asked for the writer schema, and could not be
     */
    public Decoded<T> read(String topic, int partition, long offset, byte @Nullable [] framed) {
        Place position = new Place(topic, partition, offset);
        OptionalInt id = WireFormat.schemaId(framed);
        if (framed == null || id.isEmpty()) {
            return undecodable("in Confluent's wire format", WireFormat.describe(framed), position);
        }
        SchemaLookup lookup = schemas.lookUp(id.getAsInt());
        if (lookup instanceof SchemaLookup.Found found) {
            return read(found.schema(), framed, position);
        }
        if (lookup instanceof SchemaLookup.Unusable unusable) {
            return undecodable(
                    "written with an Avro schema", "schema " + unusable.id() + ", " + unusable.detail(), position);
        }
        return new Decoded.UnknownSchema<>(id.getAsInt());
    }

    private Decoded<T> read(WriterSchema writer, byte[] framed, Place position) {
        if (!schema.getFullName().equals(writer.schema().getFullName())) {
            return undecodable("a " + schema.getFullName(), "written with " + writer, position);
        }
        try {
            return decode(writer, framed, position);
        } catch (IOException | RuntimeException e) {
            // What Avro throws on hostile bytes is an open set; here is nothing but these bytes and their schema.
            return undecodable("a body of " + writer, "not: " + e, position);
        } catch (StackOverflowError e) {
            return undecodable("a body of " + writer, "nested too deeply", position);
        }
    }

    private Decoded<T> decode(WriterSchema writer, byte[] framed, Place position) throws IOException {
        Resolution<T> resolution = resolution(writer);
        BinaryDecoder body = body(framed);
        T value = resolution.read(body);
        if (!body.isEnd()) {
            return undecodable("nothing but a body of " + writer, "followed by more bytes", position);
        }
        Optional<String> unknown = resolution.unknownBranch(value);
        if (unknown.isPresent()) {
            return new Decoded.UnknownBranch<>(resolution.readAsWritten(body(framed)), writer, unknown.get());
        }
        return new Decoded.Value<>(type.cast(value), writer);
    }

    private BinaryDecoder body(byte[] framed) {
        decoder = DecoderFactory.get()
                .binaryDecoder(framed, WireFormat.BODY_OFFSET, framed.length - WireFormat.BODY_OFFSET, decoder);
        return decoder;
    }

    private Resolution<T> resolution(WriterSchema writer) {
        if (resolutions.size() >= MAX_RESOLUTIONS) {
            resolutions.clear();
        }
        return resolutions.computeIfAbsent(writer.id(), id -> new Resolution<>(writer.schema(), type));
    }

    private Decoded<T> undecodable(String expected, String actual, Place position) {
        return new Decoded.Undecodable<>(
                "Expected the value to be " + expected + ", but it was " + actual + " (" + position + ")");
    }
}
