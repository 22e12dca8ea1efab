package io.sessionfold.engine.topology;

import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import org.apache.avro.specific.SpecificRecord;

/**
 * Where the records of the contract come from and go to.
 *
 * @param autoRegister whether a schema that the registry does not have is registered, or is an error
 */
record ContractRecords(Registry registry, WriterSchemas schemas, boolean autoRegister) {

    /** A writer of a topic's records; its schema is registered, or looked up, at once. */
    <T extends SpecificRecord> RecordWriter<T> writer(Class<T> type, String topic) {
        return new RecordWriter<>(type, topic, registry, autoRegister);
    }
}
