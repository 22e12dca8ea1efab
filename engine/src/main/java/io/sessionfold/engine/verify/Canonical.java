package io.sessionfold.engine.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Records without maps as bytes: equal ones have equal bytes, whatever schema they were written with. */
final class Canonical {

    private Canonical() {}

    static <T extends SpecificRecord> byte[] bytes(T record) {
        SpecificData model = SpecificData.getForClass(record.getClass());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<T>(record.getSchema(), model).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a record to be encoded in memory", e);
        }
        return bytes.toByteArray();
    }
}
