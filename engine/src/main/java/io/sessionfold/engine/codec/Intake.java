package io.sessionfold.engine.codec;

import io.sessionfold.contract.DeadLetterCode;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.session.Envelope;
import io.sessionfold.engine.session.EventBody;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.SessionEvent;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.WireFormat;
import io.sessionfold.wire.WriterSchema;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of the events topic: whether each is an event, of the session that its key names, on the partition where
 * that session is folded (INV-37, INV-46). Every answer is a value; only a registry that cannot be reached is thrown.
 */
public final class Intake {

    /** The largest event, in bytes: what a broker takes by default. A larger one is a dead letter, not a stopped task. */
    public static final int EVENT_BYTES_MAX = 1024 * 1024;

    /** Marks a record that was sent to the right partition, with the position that it had first. */
    public static final String REROUTED_HEADER = "sessionfold-rerouted-from";

    private final RecordReader<LifecycleEvent> reader;
    private final int partitions;

    public Intake(RecordReader<LifecycleEvent> reader, int partitions) {
        this.reader = reader;
        this.partitions = partitions;
    }

    /** Says what a record is; a live engine acts on it, a replay folds what was folded. */
    public Received receive(LogRecord record) {
        SessionKey key = keyOf(record.key()).orElse(null);
        if (key == null) {
            return garbage(
                    DeadLetterCode.INVALID_KEY,
                    "Expected the record key to be tenantId/sessionKey in printable UTF-8, but it was not",
                    record);
        }
        byte[] value = record.value();
        if (value == null) {
            return garbage(DeadLetterCode.UNDECODABLE, "Expected an event, but the record had no value", record);
        }
        if (value.length > EVENT_BYTES_MAX) {
            return garbage(
                    DeadLetterCode.TOO_LARGE,
                    "Expected an event of at most %d bytes, but it had %d".formatted(EVENT_BYTES_MAX, value.length),
                    record);
        }
        return decode(key, value, record);
    }

    private Received decode(SessionKey key, byte[] framed, LogRecord record) {
        Position at = record.at();
        Decoded<LifecycleEvent> decoded = reader.read(at.topic(), at.partition(), at.offset(), framed);
        if (decoded instanceof Decoded.Value<LifecycleEvent> event) {
            EventBody body = body(event.writer(), framed);
            return place(key, EventCodec.envelope(event.value()), EventCodec.payload(event.value()), body, record);
        }
        if (decoded instanceof Decoded.UnknownBranch<LifecycleEvent> newer) {
            SessionEvent payload = new SessionEvent.Unrecognised(newer.branch());
            return place(key, EventCodec.envelope(newer.asWritten()), payload, body(newer.writer(), framed), record);
        }
        if (decoded instanceof Decoded.UnknownSchema<LifecycleEvent> unknown) {
            return garbage(
                    DeadLetterCode.UNKNOWN_SCHEMA,
                    "Expected schema id %d to be in the registry, but it is not".formatted(unknown.id()),
                    record);
        }
        String detail = ((Decoded.Undecodable<LifecycleEvent>) decoded).detail();
        return garbage(DeadLetterCode.UNDECODABLE, detail, record);
    }

    private Received place(SessionKey key, Envelope envelope, SessionEvent payload, EventBody body, LogRecord record) {
        if (!envelope.key().equals(key)) {
            return garbage(
                    DeadLetterCode.KEY_MISMATCH,
                    "Expected the envelope to be about '%s' as its key says, but it was about another session"
                            .formatted(key),
                    record);
        }
        int home = BuiltInPartitioner.partitionForKey(record.key(), partitions);
        if (home != record.at().partition()) {
            return misplaced(home, record);
        }
        return new Received.Event(new RecordedEvent(envelope, payload, record.recordTimeMs(), record.at(), body));
    }

    private static EventBody body(WriterSchema writer, byte[] framed) {
        return new EventBody(writer.fingerprint(), framed, WireFormat.BODY_OFFSET);
    }

    /** Sent on once; a record that comes back on a wrong partition would go round for ever. */
    private static Received misplaced(int home, LogRecord record) {
        if (!record.isRerouted()) {
            return new Received.Misplaced();
        }
        return garbage(
                DeadLetterCode.KEY_MISMATCH,
                "Expected a re-routed record to be on partition %d, the murmur2 of its key, but it was on %d"
                        .formatted(home, record.at().partition()),
                record);
    }

    private static Received garbage(DeadLetterCode code, String detail, LogRecord record) {
        return new Received.Garbage(DeadLetters.of(code, detail, record));
    }

    private static Optional<SessionKey> keyOf(byte @Nullable [] key) {
        if (key == null) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
            return SessionKey.parse(text);
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
