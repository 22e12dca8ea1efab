package io.sessionfold.tests.workers;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.sessionfold.contract.RunRegistered;
import io.sessionfold.contract.RunReleased;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.contract.WorkerExited;
import io.sessionfold.contract.WorkerStarted;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Worker events of tenant acme, as they stand in their topic. */
final class WorkerRecords {

    static final String TOPIC = "sessionfold.worker-events";

    private final Registry registry;
    private final RecordWriter<WorkerEvent> writer;
    private int written;

    WorkerRecords(Registry registry) {
        this.registry = registry;
        writer = new RecordWriter<>(WorkerEvent.class, TOPIC, registry, true);
    }

    static byte[] key(String deploymentId) {
        return bytes("acme/" + deploymentId);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    byte[] died(String deploymentId, String workerId, @Nullable String reason) {
        return event(
                deploymentId,
                WorkerExited.newBuilder()
                        .setWorkerId(workerId)
                        .setWorkerEpoch(1)
                        .setIntentional(false)
                        .setReason(reason)
                        .build());
    }

    byte[] started(String deploymentId, String workerId) {
        return event(deploymentId, new WorkerStarted(workerId, 1L));
    }

    byte[] registered(String deploymentId, String sessionKey, String runId) {
        return event(deploymentId, new RunRegistered(sessionKey, runId, null));
    }

    byte[] released(String deploymentId, String sessionKey, String runId) {
        return event(deploymentId, new RunReleased(sessionKey, runId, null));
    }

    /** An event of a payload that nobody else knows, by a writer whose times are 32-bit numbers. */
    byte[] strange(String deploymentId) {
        Schema schema = new Schema.Parser()
                .parse(("{'type':'record','name':'WorkerEvent','namespace':'io.sessionfold.contract','fields':["
                                + strangeFields() + "]}")
                        .replace('\'', '"'));
        GenericRecord event = new GenericRecordBuilder(schema)
                .set("eventId", "w-e-strange")
                .set("tenantId", "acme")
                .set("deploymentId", deploymentId)
                .set("eventTime", 0)
                .set(
                        "payload",
                        new GenericData.Record(
                                schema.getField("payload").schema().getTypes().get(0)))
                .build();
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(body, null);
            new GenericDatumWriter<GenericRecord>(schema).write(event, encoder);
            encoder.flush();
            int id = registry.client().register(TOPIC + "-strange", new AvroSchema(schema));
            return WireFormat.frame(id, body.toByteArray());
        } catch (IOException | RestClientException e) {
            throw new IllegalStateException("Expected the registry in memory to take any schema", e);
        }
    }

    private static String strangeFields() {
        return "{'name':'eventId','type':'string'},{'name':'tenantId','type':'string'},"
                + "{'name':'deploymentId','type':'string'},{'name':'eventTime','type':'int'},"
                + "{'name':'payload','type':[{'type':'record','name':'WorkerPaused','fields':[]}]}";
    }

    private byte[] event(String deploymentId, SpecificRecord payload) {
        written++;
        return writer.write(WorkerEvent.newBuilder()
                .setEventId("w-e-" + written)
                .setTenantId("acme")
                .setDeploymentId(deploymentId)
                .setEventTime(Instant.EPOCH)
                .setPayload(payload)
                .build());
    }
}
