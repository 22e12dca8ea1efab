package io.sessionfold.local;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.nio.file.Path;

/** A process that starts a {@link LocalStack}, has a schema and a record acknowledged, says so, and waits to be killed. */
final class DoomedStack {
    static final String TOPIC = "letters";
    static final String SUBJECT = "letters-value";
    static final AvroSchema SCHEMA = new AvroSchema("\"string\"");
    static final String VALUE = "last words";
    static final String READY = "acknowledged";

    private DoomedStack() {}

    /**
     * Runs until it is killed, or until its parent is gone.
     *
     * @param args the folder
     */
    public static void main(String[] args) throws Exception {
        try (LocalStack stack = LocalStack.start(Path.of(args[0]));
                CachedSchemaRegistryClient client = new CachedSchemaRegistryClient(stack.registryUrl(), 1)) {
            int id = client.register(SUBJECT, SCHEMA);
            Kafka.makeTopic(stack.bootstrapServers(), TOPIC);
            Kafka.write(stack.bootstrapServers(), TOPIC, VALUE);
            System.out.println(READY + " " + id + " " + stack.clusterId());
            // Its parent holds the other end of this pipe and never writes: this returns only when the parent dies.
            int end = System.in.read();
            System.exit(end);
        }
    }
}
