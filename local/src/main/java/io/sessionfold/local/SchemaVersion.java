package io.sessionfold.local;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;

/** A schema's place in a subject, with the fields of {@link RegistryEntry.Registered} and the schema parsed. */
record SchemaVersion(String subject, int version, int id, AvroSchema schema) {

    static SchemaVersion of(RegistryEntry.Registered entry) {
        return new SchemaVersion(entry.subject(), entry.version(), entry.id(), new AvroSchema(entry.schema()));
    }

    /** Whether this is that very schema, documentation included, as the genuine registry compares. */
    boolean holds(AvroSchema other) {
        return schema.canonicalString().equals(other.canonicalString());
    }
}
