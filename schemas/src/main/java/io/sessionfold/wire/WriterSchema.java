package io.sessionfold.wire;

import java.security.NoSuchAlgorithmException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** A writer schema: what one registry id stands for, for ever, and its fingerprint as the history digest uses it (INV-45). */
public final class WriterSchema {
    private static final String FINGERPRINT_ALGORITHM = "SHA-256";

    private final int id;
    private final Schema schema;
    private final byte[] fingerprint;

    WriterSchema(int id, Schema schema) {
        this.id = id;
        this.schema = schema;
        this.fingerprint = fingerprintOf(schema);
    }

    /** The fingerprint of a schema: the 32-byte SHA-256 of Avro's parsing canonical form. */
    public static byte[] fingerprintOf(Schema schema) {
        try {
            return SchemaNormalization.parsingFingerprint(FINGERPRINT_ALGORITHM, schema);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this JVM to have SHA-256, but it has not", e);
        }
    }

    /** The id under which the registry knows it. */
    public int id() {
        return id;
    }

    public Schema schema() {
        return schema;
    }

    /** A copy of the 32-byte fingerprint. */
    public byte[] fingerprint() {
        return fingerprint.clone();
    }

    @Override
    public String toString() {
        return "schema " + id + " (" + schema.getFullName() + ")";
    }
}
