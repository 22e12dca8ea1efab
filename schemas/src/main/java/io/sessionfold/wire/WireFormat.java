package io.sessionfold.wire;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's wire format: one Avro body behind the id of the schema with which it was written (INV-48).
 *
 * <pre>
 *  0      1                     5
 *  +------+---------------------+------------------
 *  | 0x00 | schema id, int32 BE | Avro body ...
 *  +------+---------------------+------------------
 * </pre>
 */
public final class WireFormat {
    /** The first byte of every framed value. */
    public static final byte MAGIC = 0;

    /** Where the Avro body begins, in bytes from the start of the framed value. */
    public static final int BODY_OFFSET = 5;

    private WireFormat() {}

    /** The body behind its five framing bytes. */
    public static byte[] frame(int schemaId, byte[] body) {
        byte[] framed = new byte[BODY_OFFSET + body.length];
        writeHeader(schemaId, framed);
        System.arraycopy(body, 0, framed, BODY_OFFSET, body.length);
        return framed;
    }

    /** The schema id of a framed value; empty if the value is not framed: absent, too short, or of another magic byte. */
    public static OptionalInt schemaId(byte @Nullable [] framed) {
        if (framed == null || framed.length < BODY_OFFSET || framed[0] != MAGIC) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                (framed[1] & 0xff) << 24 | (framed[2] & 0xff) << 16 | (framed[3] & 0xff) << 8 | (framed[4] & 0xff));
    }

    /** What a value is that has no schema id, in words that fit behind "but it was". */
    public static String describe(byte @Nullable [] notFramed) {
        if (notFramed == null) {
            return "absent";
        }
        if (notFramed.length < BODY_OFFSET) {
            return notFramed.length + " bytes long";
        }
        return "a value that begins with 0x%02x".formatted(notFramed[0]);
    }

    static void writeHeader(int schemaId, byte[] target) {
        target[0] = MAGIC;
        target[1] = (byte) (schemaId >>> 24);
        target[2] = (byte) (schemaId >>> 16);
        target[3] = (byte) (schemaId >>> 8);
        target[4] = (byte) schemaId;
    }
}
