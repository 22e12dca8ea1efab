package io.sessionfold.engine.topology;

import io.sessionfold.engine.codec.Intake;
import io.sessionfold.wire.RecordWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Record;

/** A record that leaves, and the sink that it leaves through. */
record Letter(String sink, Record<byte[], byte[]> record) {

    /** The largest output, in bytes: the events topic's 1 MiB and the 128 KiB more that output topics are given. */
    static final int OUTPUT_BYTES_MAX = Intake.EVENT_BYTES_MAX + 128 * 1024;

    /** The bytes of an output. One that no topic takes is a bug, and found before anything is written. */
    static <T extends SpecificRecord> byte[] bytes(RecordWriter<T> writer, T value) {
        byte[] bytes = writer.write(value);
        if (bytes.length > OUTPUT_BYTES_MAX) {
            throw new IllegalStateException(
                    "Expected a %s to have at most %d bytes, as the limits of its event see to it,"
                                    .formatted(value.getSchema().getName(), OUTPUT_BYTES_MAX)
                            + " but it had " + bytes.length);
        }
        return bytes;
    }
}
