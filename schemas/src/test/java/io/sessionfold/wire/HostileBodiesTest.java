package io.sessionfold.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.SessionUpdated;
import io.sessionfold.contract.TerminalReplyCommitted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.io.DirectBinaryEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies and schemas that somebody made to exhaust whoever reads them. */
final class HostileBodiesTest {

    private final Registry registry = Registry.mock("hostile-bodies-" + UUID.randomUUID());
    private final RecordWriter<LifecycleEvent> writer =
            new RecordWriter<>(LifecycleEvent.class, Events.TOPIC, registry, true);
    private final RecordReader<LifecycleEvent> reader =
            new RecordReader<>(LifecycleEvent.class, new WriterSchemas(registry, InstantSource.system()));

    @ParameterizedTest
    @ValueSource(longs = {1_000_000_000, Integer.MAX_VALUE - 8, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
    @DisplayName(
            "INV-46: a list or a map that promises more elements than its body has is undecodable and takes no memory")
    void elementsThatNobodySentTakeNoMemory(long promised) throws IOException {
        List<Object> payloads = List.of(
                new TerminalReplyCommitted("r-1", List.of("m-1"), "ref"),
                SessionUpdated.newBuilder()
                        .setTags(Map.of("a", "b"))
                        .setCleared(List.of())
                        .build(),
                SessionUpdated.newBuilder().setCleared(List.of("name")).build());
        for (Object payload : payloads) {
            LifecycleEvent event = LifecycleEvent.newBuilder(Events.runStarted())
                    .setPayload(payload)
                    .build();

            assertThat(reader.read(Events.TOPIC, 0, 0, framed(event, promised)))
                    .as("%s that promises %s elements", payload, promised)
                    .isInstanceOf(Decoded.Undecodable.class);
        }
        assertThat(reader.read(Events.TOPIC, 0, 1, writer.write(Events.runStarted())))
                .isInstanceOf(Decoded.Value.class);
    }

    private byte[] framed(LifecycleEvent event, long promised) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        SpecificData model = SpecificData.getForClass(LifecycleEvent.class);
        Schema schema = model.getSchema(LifecycleEvent.class);
        new SpecificDatumWriter<LifecycleEvent>(schema, model).write(event, new Promising(body, promised));
        return WireFormat.frame(writer.schemaId(), body.toByteArray());
    }

    /** Says of every list and map that is not empty that it has this many elements. */
    private static final class Promising extends DirectBinaryEncoder {

        private final long promised;

        Promising(OutputStream out, long promised) {
            super(out);
            this.promised = promised;
        }

        @Override
        public void setItemCount(long itemCount) throws IOException {
            super.setItemCount(itemCount == 0 ? 0 : promised);
        }
    }
}
