package io.sessionfold.engine.topology;

import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import org.apache.avro.specific.SpecificRecord;

/**
 * Where the records of the contract come from and go to.
 *
 * @param autoRegister whether a schema that the registry does not have is registered, or is an error
 * @param atOnce whether the registry is asked for the schema of what goes out when its writer is made, or when the first
 *     record is
 */
record ContractRecords(Registry registry, WriterSchemas schemas, boolean autoRegister, boolean atOnce) {

    /** The registry is asked when the first record goes out: a task can be made while the registry is away. */
    static ContractRecords asTheyCome(Registry registry, WriterSchemas schemas, boolean autoRegister) {
        return new ContractRecords(registry, schemas, autoRegister, false);
    }

    ContractRecords askingAtOnce() {
        return new ContractRecords(registry, schemas, autoRegister, true);
    }

    /**
     * A writer of a topic's records.
     *
     * @throws io.sessionfold.wire.RegistryRefusedException if the registry is asked at once and will not have the schema
     */
    <T extends SpecificRecord> RecordWriter<T> writer(Class<T> type, String topic) {
        RecordWriter<T> writer = new RecordWriter<>(type, topic, registry, autoRegister);
        if (atOnce) {
            writer.schemaId();
        }
        return writer;
    }
}
