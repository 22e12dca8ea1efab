package io.sessionfold.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.Position;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T19: what a reader makes of what newer and older writers write. */
final class RecordReaderTest {
    private static final String TOPIC = Events.TOPIC;

    private final Registry registry = Registry.mock("record-reader-" + UUID.randomUUID());
    private final RecordWriter<LifecycleEvent> writer = new RecordWriter<>(LifecycleEvent.class, TOPIC, registry, true);
    private final RecordReader<LifecycleEvent> reader =
            new RecordReader<>(LifecycleEvent.class, new WriterSchemas(registry, InstantSource.system()));

    @Test
    void whatWasWrittenIsReadBackToTheMicrosecond() {
        assertThat(value(writer.write(Events.runStarted()))).isEqualTo(Events.runStarted());
        assertThat(value(writer.write(Events.runStarted()))).isEqualTo(Events.runStarted());
    }

    @Test
    @DisplayName("INV-45: the fingerprint of the writer schema is the SHA-256 of its canonical form")
    void theFingerprintIsThatOfTheCanonicalForm() throws Exception {
        Decoded<LifecycleEvent> decoded = read(writer.write(Events.runStarted()));

        byte[] expected = SchemaNormalization.parsingFingerprint("SHA-256", LifecycleEvent.getClassSchema());
        assertThat(((Decoded.Value<LifecycleEvent>) decoded).writer().fingerprint())
                .isEqualTo(expected)
                .hasSize(32);
    }

    @Test
    void anyOtherAvroReaderReadsTheBody() throws IOException {
        byte[] framed = writer.write(Events.runStarted());
        Schema registered = ((SchemaLookup.Found) registry.schema(writer.schemaId()))
                .schema()
                .schema();

        GenericRecord read = new GenericDatumReader<GenericRecord>(registered)
                .read(null, DecoderFactory.get().binaryDecoder(framed, 5, framed.length - 5, null));

        assertThat(registered.toString()).doesNotContain("avro.java.string");
        assertThat(read.get("eventId")).hasToString("e-7");
        assertThat(((GenericRecord) read.get("payload")).getSchema().getName()).isEqualTo("RunStarted");
    }

    @Test
    void whatIsNotFramedIsUndecodableAndSaysWhere() {
        assertThat(read("{\"a\": 1}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Decoded.Undecodable<>("Expected the value to be in Confluent's wire format, "
                        + "but it was a value that begins with 0x7b (sessionfold.events-3@91)"));
        assertThat(read(new byte[] {0, 0})).isInstanceOf(Decoded.Undecodable.class);
        assertThat(read(null)).isInstanceOf(Decoded.Undecodable.class);
    }

    @Test
    void anIdThatTheRegistryDoesNotHaveIsUnknown() {
        assertThat(read(WireFormat.frame(4711, new byte[3]))).isEqualTo(new Decoded.UnknownSchema<>(4711));
        assertThat(read(WireFormat.frame(-1, new byte[3]))).isEqualTo(new Decoded.UnknownSchema<>(-1));
    }

    @Test
    void bytesBehindTheBodyAreUndecodable() {
        byte[] framed = writer.write(Events.runStarted());

        assertThat(detail(Arrays.copyOf(framed, framed.length + 1))).contains("followed by more bytes");
    }

    @Test
    void everyShorterBodyIsUndecodable() {
        byte[] framed = writer.write(Events.runStarted());

        for (int length = 0; length < framed.length; length++) {
            assertThat(read(Arrays.copyOf(framed, length))).isInstanceOf(Decoded.Undecodable.class);
        }
    }

    @Test
    void aBodyWithAnyByteChangedIsARecordOrAValueThatSaysWhyNot() {
        byte[] framed = writer.write(Events.runStarted());
        Random random = new Random(20261121);

        for (int attempt = 0; attempt < 20_000; attempt++) {
            byte[] hostile = framed.clone();
            for (int change = 0; change <= attempt % 4; change++) {
                hostile[5 + random.nextInt(hostile.length - 5)] = (byte) random.nextInt();
            }
            assertThat(read(hostile)).as("attempt %d", attempt).isNotNull();
        }
    }

    @Test
    void aLengthThatTheBodyCannotHoldIsUndecodable() throws IOException {
        for (long length : new long[] {Integer.MAX_VALUE - 8, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(body, null);
            encoder.writeLong(length);
            encoder.flush();
            assertThat(read(WireFormat.frame(writer.schemaId(), body.toByteArray())))
                    .isInstanceOf(Decoded.Undecodable.class);
        }
    }

    @Test
    void anotherRecordOfTheContractIsUndecodable() {
        RecordWriter<Position> other = new RecordWriter<>(Position.class, TOPIC, registry, true);

        assertThat(detail(other.write(new Position("t", 1, 2L))))
                .startsWith(
                        "Expected the value to be a io.sessionfold.contract.LifecycleEvent, but it was written with schema");
    }

    @Test
    @DisplayName("INV-48: a payload that this reader does not have is said, never taken for one that fits")
    void anUnknownPayloadIsNeverTakenForAnotherOne() throws IOException {
        Schema newer = Events.newerSchema();
        GenericRecord event = newerEvent(newer);
        GenericRecord paused = new GenericData.Record(
                newer.getField("payload").schema().getTypes().get(0));
        paused.put("runId", "r-1");
        event.put("payload", paused);

        Decoded<LifecycleEvent> decoded = read(framed(newer, event));

        assertThat(decoded)
                .asInstanceOf(InstanceOfAssertFactories.type(Decoded.UnknownBranch.class))
                .satisfies(unknown -> {
                    assertThat(unknown.branch()).isEqualTo("io.sessionfold.contract.RunPaused");
                    assertThat(unknown.asWritten().get("eventId")).hasToString("e-8");
                });
    }

    @Test
    @DisplayName(
            "INV-48: a newer writer's known payload is read; its new symbol becomes UNKNOWN, its new field is left out")
    void aKnownPayloadOfANewerWriterIsRead() throws IOException {
        Schema newer = Events.newerSchema();
        GenericRecord event = newerEvent(newer);
        Schema payloads = newer.getField("payload").schema();
        GenericRecord started = new GenericData.Record(
                payloads.getTypes().get(payloads.getIndexNamed("io.sessionfold.contract.RunStarted")));
        started.put("runId", "r-1");
        event.put("payload", started);

        LifecycleEvent read = value(framed(newer, event));

        assertThat(read.getSource()).isEqualTo(EventSource.UNKNOWN);
        assertThat(read.getPayload()).hasFieldOrPropertyWithValue("runId", "r-1");
    }

    @Test
    void aSchemaWhoseElementsTakeNoBytesIsNotRead() {
        Schema hostile = Schema.createRecord(
                "LifecycleEvent",
                null,
                "io.sessionfold.contract",
                false,
                List.of(new Schema.Field("filler", Schema.createArray(Schema.create(Schema.Type.NULL)))));
        int id = registry.register("hostile-value", hostile);

        assertThat(detail(WireFormat.frame(id, new byte[] {2, 0}))).contains("whose elements take no bytes");
    }

    @Test
    void aSchemaThatNestsWithoutEndIsUndecodable() {
        Schema hostile = new Schema.Parser()
                .parse(
                        "{\"type\":\"record\",\"name\":\"LifecycleEvent\",\"namespace\":\"io.sessionfold.contract\",\"fields\":["
                                + "{\"name\":\"deeper\",\"type\":[\"null\",\"LifecycleEvent\"]}]}");
        int id = registry.register("nested-value", hostile);
        byte[] body = new byte[500_000];
        Arrays.fill(body, (byte) 2);

        assertThat(read(WireFormat.frame(id, body))).isInstanceOf(Decoded.Undecodable.class);
    }

    private static GenericRecord newerEvent(Schema newer) {
        GenericRecord event = new GenericData.Record(newer);
        event.put("region", "eu");
        event.put("eventId", "e-8");
        event.put("tenantId", "acme");
        event.put("sessionKey", "chat-1");
        event.put("producerId", "gw-1");
        event.put("eventTime", 1L);
        event.put("source", new GenericData.EnumSymbol(newer.getField("source").schema(), "SCHEDULER"));
        return event;
    }

    private byte[] framed(Schema schema, GenericRecord record) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(body, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return WireFormat.frame(registry.register("newer-value", schema), body.toByteArray());
    }

    private LifecycleEvent value(byte[] framed) {
        Decoded<LifecycleEvent> decoded = read(framed);
        assertThat(decoded).isInstanceOf(Decoded.Value.class);
        return ((Decoded.Value<LifecycleEvent>) decoded).value();
    }

    private String detail(byte[] framed) {
        Decoded<LifecycleEvent> decoded = read(framed);
        assertThat(decoded).isInstanceOf(Decoded.Undecodable.class);
        return ((Decoded.Undecodable<LifecycleEvent>) decoded).detail();
    }

    private Decoded<LifecycleEvent> read(byte @Nullable [] framed) {
        return reader.read(TOPIC, 3, 91, framed);
    }
}
