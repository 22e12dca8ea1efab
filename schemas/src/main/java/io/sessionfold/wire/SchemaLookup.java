package io.sessionfold.wire;

/** A schema look-up: what the registry said about one id. */
public sealed interface SchemaLookup {
    /** The id stands for this schema. */
    record Found(WriterSchema schema) implements SchemaLookup {}

    /** The registry has no such id. */
    record Unknown(int id) implements SchemaLookup {}

    /** The id stands for something with which no record can be read safely; the detail says what. */
    record Unusable(int id, String detail) implements SchemaLookup {}
}
