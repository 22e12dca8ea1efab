package io.sessionfold.tests.applications;

import static io.sessionfold.tests.applications.ApplicationEvents.installed;
import static io.sessionfold.tests.applications.ApplicationEvents.key;
import static io.sessionfold.tests.applications.ApplicationEvents.requested;
import static io.sessionfold.tests.applications.ApplicationEvents.synced;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.sessionfold.contract.ApplicationEvent;
import io.sessionfold.contract.DeadLetter;
import io.sessionfold.contract.DeadLetterCode;
import io.sessionfold.contract.RejectionReason;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever arrives on application-events, the stream goes on, and each record ends where its reason can be read. */
final class ApplicationInputTest {

    private static final int MANIFEST_BYTES_MAX = 256 * 1024;
    private static final int ICON_BYTES_MAX = 256 * 1024;

    @Test
    @DisplayName("INV-46: what is no application event becomes a dead letter with its code and position")
    void whatIsNoEventBecomesADeadLetter() {
        try (ApplicationStage stage = new ApplicationStage(1)) {
            byte[] good = stage.events().framed("e-1", "notebook", synced());
            stage.pipe(key("notebook"), "not Avro".getBytes(StandardCharsets.UTF_8));
            stage.pipe(key("notebook"), null);
            stage.pipe(key("desktop"), good);
            stage.pipe(null, good);
            stage.pipe("notebook".getBytes(StandardCharsets.UTF_8), good);
            stage.tell("e-2", "notebook", requested("Notebook", "kind: Chart"));

            assertThat(stage.deadLetters())
                    .extracting(DeadLetter::getCode)
                    .containsExactly(
                            DeadLetterCode.UNDECODABLE,
                            DeadLetterCode.UNDECODABLE,
                            DeadLetterCode.KEY_MISMATCH,
                            DeadLetterCode.INVALID_KEY,
                            DeadLetterCode.INVALID_KEY);
            assertThat(stage.rows()).hasSize(1);
            assertThat(stage.counts().missing()).isZero();
        }
    }

    @Test
    @DisplayName("INV-37: a record on the wrong partition is sent on within its own topic, once")
    void aRecordOnTheWrongPartitionIsSentOn() {
        try (ApplicationStage stage = new ApplicationStage(4)) {
            String stray = IntStream.range(0, 100)
                    .mapToObj(number -> "application-" + number)
                    .filter(name -> BuiltInPartitioner.partitionForKey(key(name), 4) != 0)
                    .findFirst()
                    .orElseThrow();
            stage.tell("e-1", stray, requested("Notebook", "kind: Chart"));

            assertThat(stage.harness().read(Topics.APPLICATION_EVENTS))
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(record.key()).isEqualTo(key(stray));
                        assertThat(record.headers()
                                        .lastHeader("sessionfold-rerouted-from")
                                        .value())
                                .isEqualTo("sessionfold.application-events-0@0".getBytes(StandardCharsets.UTF_8));
                    });
            assertThat(stage.rows()).isEmpty();
            assertThat(stage.counts().get(Count.REROUTED)).isPositive();
        }
    }

    @Test
    @DisplayName("INV-48: a payload that only a newer contract knows is refused UNSUPPORTED, visibly")
    void aNewerPayloadIsRefusedVisibly() throws Exception {
        try (ApplicationStage stage = new ApplicationStage(1)) {
            stage.pipe(key("notebook"), newerEvent(stage));

            assertThat(stage.rejections()).singleElement().satisfies(refused -> {
                assertThat(refused.getReason()).isEqualTo(RejectionReason.UNSUPPORTED);
                assertThat(refused.getEventId()).isEqualTo("e-9");
                assertThat(refused.getApplicationId()).isEqualTo("notebook");
                assertThat(refused.getEventType()).endsWith("ApplicationRetired");
            });
            assertThat(stage.rows()).isEmpty();
        }
    }

    @Test
    void theLargestApplicationFitsAndALargerOneIsRefusedInWords() {
        try (ApplicationStage stage = new ApplicationStage(1)) {
            stage.tell("e-1", "notebook", installed("m".repeat(MANIFEST_BYTES_MAX), new byte[ICON_BYTES_MAX]));
            assertThat(stage.rows()).hasSize(1);
            stage.tell("e-2", "notebook", installed("small", new byte[ICON_BYTES_MAX + 1]));
            stage.tell("e-3", "notebook", installed("m".repeat(MANIFEST_BYTES_MAX + 1), null));

            assertThat(stage.rejections()).hasSize(2).allSatisfy(refused -> {
                assertThat(refused.getReason()).isEqualTo(RejectionReason.LIMIT_EXCEEDED);
                assertThat(refused.getDetail()).contains("at most 262144 bytes, but it had 262145");
            });
            assertThat(stage.rows()).isEmpty();
        }
    }

    /** An event as a producer of a later version writes it, with its schema in the registry. */
    private static byte[] newerEvent(ApplicationStage stage) throws Exception {
        String retired = "{\"type\":\"record\",\"name\":\"ApplicationRetired\",\"fields\":[]}";
        Schema newer = new Schema.Parser()
                .parse(ApplicationEvent.getClassSchema()
                        .toString()
                        .replace("\"name\":\"payload\",\"type\":[", "\"name\":\"payload\",\"type\":[" + retired + ","));
        int id = stage.harness()
                .registry()
                .client()
                .register(Topics.APPLICATION_EVENTS + "-value", new AvroSchema(newer));
        GenericRecord event = new GenericRecordBuilder(newer)
                .set("eventId", "e-9")
                .set("tenantId", "acme")
                .set("applicationId", "notebook")
                .set("eventTime", 0L)
                .set(
                        "payload",
                        new GenericData.Record(
                                newer.getField("payload").schema().getTypes().get(0)))
                .build();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(body, null);
        new GenericDatumWriter<>(newer).write(event, encoder);
        encoder.flush();
        return WireFormat.frame(id, body.toByteArray());
    }
}
