package io.sessionfold.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record writer: turns the records of one topic into framed bytes. The schema is registered, or only looked up, at
 * the first record, under the subject {@code <topic>-value}. It reuses its buffers: one writer per thread.
 */
public final class RecordWriter<T extends SpecificRecord> {
    /** A buffer that grew past this many bytes for one large record is not kept. */
    private static final int KEPT_BUFFER_BYTES = 1 << 20;

    private static final int FIRST_BUFFER_BYTES = 1 << 10;
    private static final int NOT_ASKED_YET = -1;

    private final String topic;
    private final Schema schema;
    private final Registry registry;
    private final boolean autoRegister;
    private final SpecificDatumWriter<T> encoding;
    private final byte[] header = new byte[WireFormat.BODY_OFFSET];
    private ByteArrayOutputStream buffer = new ByteArrayOutputStream(FIRST_BUFFER_BYTES);
    private @Nullable BinaryEncoder encoder;
    private int schemaId = NOT_ASKED_YET;

    /** @param autoRegister whether to register the schema, or to expect that it is registered already */
    public RecordWriter(Class<T> type, String topic, Registry registry, boolean autoRegister) {
        this.topic = topic;
        this.registry = registry;
        this.autoRegister = autoRegister;
        SpecificData model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.encoding = new SpecificDatumWriter<>(schema, model);
    }

    /** The subject under which the values of a topic are registered. */
    public static String subject(String topic) {
        return topic + "-value";
    }

    /** The id of the schema, asked of the registry now if it was not asked before. */
    public int schemaId() {
        if (schemaId == NOT_ASKED_YET) {
            Schema plain = RegisteredForm.of(schema);
            String subject = subject(topic);
            schemaId = autoRegister ? registry.register(subject, plain) : registry.idOf(subject, plain);
            WireFormat.writeHeader(schemaId, header);
        }
        return schemaId;
    }

    /**
     * The framed bytes of a record.
     *
     * @throws org.apache.avro.AvroRuntimeException if the record does not fit its own schema
     * @throws RegistryUnavailableException if the registry could not be asked for the id
     * @throws RegistryRefusedException if the registry will not have the schema, or does not have it
     */
    public byte[] write(T value) {
        schemaId();
        if (buffer.size() > KEPT_BUFFER_BYTES) {
            buffer = new ByteArrayOutputStream(FIRST_BUFFER_BYTES);
        }
        buffer.reset();
        buffer.write(header, 0, header.length);
        try {
            BinaryEncoder current = EncoderFactory.get().binaryEncoder(buffer, encoder);
            // Kept again only once it is empty: what a failed record left in it would come before the next one.
            encoder = null;
            encoding.write(value, current);
            current.flush();
            encoder = current;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a buffer in memory to take " + schema.getFullName(), e);
        }
        return buffer.toByteArray();
    }
}
