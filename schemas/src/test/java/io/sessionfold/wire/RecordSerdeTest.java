package io.sessionfold.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.contract.LifecycleEvent;
import java.time.InstantSource;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

final class RecordSerdeTest {
    private final Registry registry = Registry.mock("record-serde-" + UUID.randomUUID());
    private final RecordSerializer<LifecycleEvent> serializer =
            new RecordSerializer<>(LifecycleEvent.class, registry, true);
    private final RecordDeserializer<LifecycleEvent> deserializer =
            new RecordDeserializer<>(LifecycleEvent.class, new WriterSchemas(registry, InstantSource.system()));

    @Test
    void aPlainProducerAndConsumerExchangeRecords() {
        byte[] framed = serializer.serialize(Events.TOPIC, Events.runStarted());

        assertThat(deserializer.deserialize(Events.TOPIC, framed)).isEqualTo(Events.runStarted());
    }

    @Test
    void aTombstoneStaysATombstone() {
        assertThat(serializer.serialize(Events.TOPIC, null)).isNull();
        assertThat(deserializer.deserialize(Events.TOPIC, null)).isNull();
    }

    @Test
    void theSubjectIsNamedAfterTheTopic() throws Exception {
        serializer.serialize(Events.TOPIC, Events.runStarted());

        assertThat(registry.client().getAllSubjects()).containsExactly("sessionfold.events-value");
    }

    @Test
    void aWriterThatMayNotRegisterNeedsTheSchemaToBeThere() {
        RecordWriter<LifecycleEvent> looking = new RecordWriter<>(LifecycleEvent.class, Events.TOPIC, registry, false);
        assertThatThrownBy(looking::schemaId)
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("to have io.sessionfold.contract.LifecycleEvent")
                .hasMessageContaining("sessionfold.events-value");

        serializer.serialize(Events.TOPIC, Events.runStarted());

        assertThat(looking.schemaId()).isPositive();
    }

    @Test
    void anIncompleteRecordIsASerializationException() {
        LifecycleEvent incomplete = Events.runStarted();
        incomplete.put("tenantId", null);

        assertThatThrownBy(() -> serializer.serialize(Events.TOPIC, incomplete))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(Events.TOPIC);
        assertThat(deserializer.deserialize(Events.TOPIC, serializer.serialize(Events.TOPIC, Events.runStarted())))
                .as("the next record, after one that failed half-way")
                .isEqualTo(Events.runStarted());
    }

    @Test
    void bytesThatAreNoRecordNameTopicSchemaAndWhatWasExpected() {
        assertThatThrownBy(() -> deserializer.deserialize(Events.TOPIC, WireFormat.frame(4711, new byte[1])))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("sessionfold.events (schema 4711)")
                .hasMessageContaining("io.sessionfold.contract.LifecycleEvent");
    }
}
