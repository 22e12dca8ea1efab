package io.sessionfold.json;

import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.wire.ContractClasses;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Records of any schema of the contract, filled from a seed: every optional field is there or absent by chance. */
final class Samples {
    private static final SpecificData MODEL = SpecificData.getForClass(LifecycleEvent.class);

    private final Random random;

    Samples(long seed) {
        ContractClasses.trust();
        random = new Random(seed);
    }

    SpecificRecord record(Schema schema) {
        return (SpecificRecord) value(schema);
    }

    /** An event of each payload. */
    List<LifecycleEvent> events() {
        Schema payloads = LifecycleEvent.getClassSchema().getField("payload").schema();
        return payloads.getTypes().stream().map(this::event).toList();
    }

    private LifecycleEvent event(Schema payload) {
        return LifecycleEvent.newBuilder()
                .setEventId("e-" + random.nextInt(100))
                .setTenantId("acme")
                .setSessionKey("chat-1")
                .setProducerId("gw-1")
                .setEventTime(
                        (Instant) value(LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG))))
                .setSource(EventSource.GATEWAY)
                .setPayload(value(payload))
                .build();
    }

    private @Nullable Object anyBranch(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return value(schema);
        }
        Schema branch = schema.getTypes().get(random.nextInt(schema.getTypes().size()));
        return branch.getType() == Schema.Type.NULL ? null : value(branch);
    }

    private Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> filled(schema);
            case UNION ->
                value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case ARRAY -> List.of(value(schema.getElementType()), value(schema.getElementType()));
            case MAP -> new TreeMap<>(Map.of("a", value(schema.getValueType()), "b", value(schema.getValueType())));
            case ENUM ->
                MODEL.createEnum(
                        schema.getEnumSymbols()
                                .get(random.nextInt(schema.getEnumSymbols().size())),
                        schema);
            case STRING -> "text-é-" + random.nextInt(1000);
            case INT -> random.nextInt();
            case LONG -> number(schema);
            case BOOLEAN -> random.nextBoolean();
            case BYTES -> ByteBuffer.wrap(new byte[] {(byte) random.nextInt(), 0, -1});
            default -> throw new IllegalStateException("Expected the contract to have no " + schema);
        };
    }

    private Object number(Schema schema) {
        long ms = random.nextLong(4_000_000_000_000L);
        if (schema.getLogicalType() instanceof LogicalTypes.TimestampMicros) {
            return Instant.ofEpochMilli(ms).plusNanos(random.nextInt(1000) * 1000L);
        }
        return schema.getLogicalType() == null ? random.nextLong() : Instant.ofEpochMilli(ms);
    }

    private IndexedRecord filled(Schema schema) {
        IndexedRecord record = (IndexedRecord) MODEL.newRecord(null, schema);
        schema.getFields().forEach(field -> record.put(field.pos(), anyBranch(field.schema())));
        return record;
    }
}
