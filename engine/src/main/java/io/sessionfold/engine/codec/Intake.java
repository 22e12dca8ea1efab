package io.sessionfold.engine.codec;

import io.sessionfold.contract.DeadLetterCode;
import io.sessionfold.engine.session.EventBody;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.WireFormat;
import io.sessionfold.wire.WriterSchema;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of a topic whose key is {@code tenantId/name}: whether each is an event, about what its key names, on the
 * partition where that is folded (INV-37, INV-46). Every answer is a value; only a registry that cannot be reached is
 * thrown. Not thread-safe: one per task or replay.
 *
 * @param <T> the topic's record of the contract
 * @param <E> the event of the domain that it becomes
 */
public final class Intake<T extends SpecificRecord, E> {

    /** The largest event, in bytes: what a broker takes by default. A larger one is a dead letter, not a stopped task. */
    public static final int EVENT_BYTES_MAX = 1024 * 1024;

    /** Marks a record that was sent to the right partition, with the position that it had first. */
    public static final String REROUTED_HEADER = "sessionfold-rerouted-from";

    private final RecordReader<T> reader;
    private final EventForm<T, E> form;
    private final int partitions;

    /** @param partitions the pinned partition count of the topics that follow the record key */
    Intake(RecordReader<T> reader, EventForm<T, E> form, int partitions) {
        this.reader = reader;
        this.form = form;
        this.partitions = partitions;
    }

    /** Says what a record is; a live engine acts on it, a replay folds what was folded. */
    public Received<E> receive(LogRecord record) {
        String key = keyOf(record.key()).orElse(null);
        if (key == null) {
            return garbage(
                    DeadLetterCode.INVALID_KEY,
                    "Expected the record key to be tenantId/%s in printable UTF-8, but it was not"
                            .formatted(form.nameField()),
                    record);
        }
        byte[] value = record.value();
        if (value == null) {
            return garbage(DeadLetterCode.UNDECODABLE, "Expected an event, but the record had no value", record);
        }
        if (value.length > EVENT_BYTES_MAX) {
            return garbage(
                    DeadLetterCode.TOO_LARGE,
                    "Expected an event of at most %s bytes, but it had %s".formatted(EVENT_BYTES_MAX, value.length),
                    record);
        }
        return decode(key, value, record);
    }

    /** Says of a record whose schema the registry did not know once what was said then, whatever it knows now. */
    public Received<E> unknownSchema(LogRecord record) {
        return unknownSchema(WireFormat.schemaId(record.value()).orElse(0), record);
    }

    private Received<E> decode(String key, byte[] framed, LogRecord record) {
        Position at = record.at();
        Decoded<T> decoded = reader.read(at.topic(), at.partition(), at.offset(), framed);
        if (decoded instanceof Decoded.Value<T> event) {
            return place(key, form.event(event.value(), body(event.writer(), framed), record), record);
        }
        if (decoded instanceof Decoded.UnknownBranch<T> newer) {
            return unrecognised(key, newer, framed, record);
        }
        if (decoded instanceof Decoded.UnknownSchema<T> unknown) {
            return unknownSchema(unknown.id(), record);
        }
        return garbage(DeadLetterCode.UNDECODABLE, ((Decoded.Undecodable<T>) decoded).detail(), record);
    }

    private static <E> Received<E> unknownSchema(int id, LogRecord record) {
        return garbage(
                DeadLetterCode.UNKNOWN_SCHEMA,
                "Expected schema id %s to be in the registry, but it is not".formatted(id),
                record);
    }

    /** An event whose payload only its writer knows; its envelope has to be of our form all the same. */
    private Received<E> unrecognised(String key, Decoded.UnknownBranch<T> newer, byte[] framed, LogRecord record) {
        E event;
        try {
            event = form.unrecognised(newer.asWritten(), newer.branch(), body(newer.writer(), framed), record);
        } catch (RuntimeException notOurForm) {
            // What a writer's own schema makes of an envelope is an open set; here is nothing but that envelope.
            return garbage(
                    DeadLetterCode.UNDECODABLE,
                    "Expected the envelope around %s to be of our form, but it was not: %s"
                            .formatted(newer.branch(), notOurForm),
                    record);
        }
        return place(key, event, record);
    }

    private Received<E> place(String key, E event, LogRecord record) {
        if (!form.recordKey(event).equals(key)) {
            return garbage(
                    DeadLetterCode.KEY_MISMATCH,
                    "Expected the envelope to be about '%s' as its key says, but it was about another %s"
                            .formatted(key, form.subject()),
                    record);
        }
        int home = BuiltInPartitioner.partitionForKey(record.key(), partitions);
        if (home != record.at().partition()) {
            return misplaced(home, record);
        }
        return new Received.Event<>(event);
    }

    private static EventBody body(WriterSchema writer, byte[] framed) {
        return new EventBody(writer.fingerprint(), framed, WireFormat.BODY_OFFSET);
    }

    /** Sent on once; a record that comes back on a wrong partition would go round for ever. */
    private static <E> Received<E> misplaced(int home, LogRecord record) {
        if (!record.isRerouted()) {
            return new Received.Misplaced<>();
        }
        return garbage(
                DeadLetterCode.KEY_MISMATCH,
                "Expected a re-routed record to be on partition %s, the murmur2 of its key, but it was on %s"
                        .formatted(home, record.at().partition()),
                record);
    }

    private static <E> Received<E> garbage(DeadLetterCode code, String detail, LogRecord record) {
        return new Received.Garbage<>(DeadLetters.of(code, detail, record));
    }

    /** The key as text, if it keeps to the rules; they are the same whatever the name behind the tenant stands for. */
    private static Optional<String> keyOf(byte @Nullable [] key) {
        if (key == null) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
            return SessionKey.parse(text).isPresent() ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
