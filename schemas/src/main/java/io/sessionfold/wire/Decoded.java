package io.sessionfold.wire;

import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/** A decoded value: the record that was in it, or why there was none. Every one of them is final for these bytes. */
public sealed interface Decoded<T extends SpecificRecord> {
    /** The record, and the schema with which it was written. */
    record Value<T extends SpecificRecord>(T value, WriterSchema writer) implements Decoded<T> {}

    /** A framed value whose schema id the registry does not know. */
    record UnknownSchema<T extends SpecificRecord>(int id) implements Decoded<T> {}

    /** Bytes that are no such record; the detail says where they stand and what was expected. */
    record Undecodable<T extends SpecificRecord>(String detail) implements Decoded<T> {}

    /**
     * A record of a newer writer: one of its unions holds a record that this reader does not have (INV-48).
     *
     * @param asWritten the whole record, read with the writer's own schema
     * @param branch the full name of the record that is not known here
     */
    record UnknownBranch<T extends SpecificRecord>(GenericRecord asWritten, WriterSchema writer, String branch)
            implements Decoded<T> {}
}
