package io.sessionfold.engine.codec;

import io.sessionfold.wire.ContractClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The private format of stored values: a format byte, then an Avro body. No registry is asked for state, so that a
 * restore depends on nothing but its changelog. Not thread-safe.
 */
final class StateFormat<T extends SpecificRecord> {

    private static final byte FORMAT = 1;
    private static final int TYPICAL_BYTES = 1024;

    private final SpecificDatumWriter<T> writer;
    private final SpecificDatumReader<T> reader;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(TYPICAL_BYTES);
    private @Nullable BinaryEncoder encoder;
    private @Nullable BinaryDecoder decoder;

    StateFormat(Class<T> type, Schema schema) {
        ContractClasses.trust();
        SpecificData model = SpecificData.getForClass(type);
        // The generated coders take a third of the time of the reflective walk over the schema.
        model.setCustomCoders(true);
        writer = new SpecificDatumWriter<>(schema, model);
        reader = new SpecificDatumReader<>(schema, schema, model);
    }

    byte[] write(T value) {
        BinaryEncoder reused = encoder;
        // A failed value leaves bytes behind in its encoder: only one that was flushed is used again.
        encoder = null;
        try {
            buffer.reset();
            buffer.write(FORMAT);
            BinaryEncoder current = EncoderFactory.get().binaryEncoder(buffer, reused);
            writer.write(value, current);
            current.flush();
            encoder = current;
            return buffer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a state to be encoded in memory", e);
        }
    }

    T read(byte[] value) {
        if (value.length == 0 || value[0] != FORMAT) {
            throw new IllegalStateException("Expected a stored state in format " + FORMAT + ", but it is in format "
                    + (value.length == 0 ? "none" : value[0]));
        }
        try {
            decoder = DecoderFactory.get().binaryDecoder(value, 1, value.length - 1, decoder);
            return reader.read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a stored state to be readable, but it was not", e);
        }
    }
}
