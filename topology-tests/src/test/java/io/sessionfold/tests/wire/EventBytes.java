package io.sessionfold.tests.wire;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.codec.EventCodec;
import io.sessionfold.engine.session.EventBody;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.wire.ContractClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** Lifecycle events as they stand in the topic: five framing bytes and an Avro body. Not thread-safe. */
public final class EventBytes {

    /** Where the body begins. */
    public static final int BODY_OFFSET = 5;

    private static final int SCHEMA_ID = 1;

    static {
        ContractClasses.trust();
    }

    private final SpecificDatumWriter<LifecycleEvent> writer =
            new SpecificDatumWriter<>(LifecycleEvent.getClassSchema());
    private final SpecificDatumReader<LifecycleEvent> reader =
            new SpecificDatumReader<>(LifecycleEvent.getClassSchema());
    private final byte[] fingerprint = fingerprintOfContract();

    /** The fingerprint of the contract's own schema of events: SHA-256 of its parsing canonical form. */
    public static byte[] fingerprintOfContract() {
        try {
            return SchemaNormalization.parsingFingerprint("SHA-256", LifecycleEvent.getClassSchema());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this JDK to have SHA-256, as every JDK must", e);
        }
    }

    /** The framed bytes of an event. */
    public byte[] encode(LifecycleEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        bytes.writeBytes(
                ByteBuffer.allocate(BODY_OFFSET).put((byte) 0).putInt(SCHEMA_ID).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            writer.write(event, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected an event to be encoded in memory", e);
        }
        return bytes.toByteArray();
    }

    /** The event of framed bytes, as the fold gets it from the log. */
    public RecordedEvent decode(byte[] framed, long recordTimeMs, Position position) {
        LifecycleEvent event = read(framed);
        return new RecordedEvent(
                EventCodec.envelope(event),
                EventCodec.payload(event),
                recordTimeMs,
                position,
                new EventBody(fingerprint, framed, BODY_OFFSET));
    }

    /** The event of framed bytes, as it was written. */
    public LifecycleEvent read(byte[] framed) {
        try {
            return reader.read(
                    null, DecoderFactory.get().binaryDecoder(framed, BODY_OFFSET, framed.length - BODY_OFFSET, null));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected an event to be decoded from memory", e);
        }
    }
}
