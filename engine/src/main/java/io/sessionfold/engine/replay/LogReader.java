package io.sessionfold.engine.replay;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.codec.EventCodec;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Reads records of a log as events; what no live engine folds where it stands, is none here either. */
final class LogReader {

    /** The largest event, in bytes; a larger one is a dead letter. */
    private static final int EVENT_BYTES_MAX = 1024 * 1024;

    private final RecordReader<LifecycleEvent> reader;
    private final int partitions;

    LogReader(RecordReader<LifecycleEvent> reader, int partitions) {
        this.reader = reader;
        this.partitions = partitions;
    }

    /** The event in a record; empty if it is a dead letter, or stands on a partition that is not its key's. */
    Optional<RecordedEvent> read(ConsumerRecord<byte[], byte @Nullable []> record) {
        byte[] value = record.value();
        SessionKey key = keyOf(record.key()).orElse(null);
        if (key == null || value == null || value.length > EVENT_BYTES_MAX || !isAtHome(record)) {
            return Optional.empty();
        }
        Decoded<LifecycleEvent> decoded = reader.read(record.topic(), record.partition(), record.offset(), value);
        if (decoded instanceof Decoded.Value<LifecycleEvent> event) {
            return event(
                    key,
                    EventCodec.envelope(event.value()),
                    EventCodec.payload(event.value()),
                    event.writer(),
                    record,
                    value);
        }
        if (decoded instanceof Decoded.UnknownBranch<LifecycleEvent> newer) {
            SessionEvent payload = new SessionEvent.Unrecognised(newer.branch());
            return event(key, EventCodec.envelope(newer.asWritten()), payload, newer.writer(), record, value);
        }
        return Optional.empty();
    }

    private static Optional<RecordedEvent> event(
            SessionKey key,
            Envelope envelope,
            SessionEvent payload,
            WriterSchema writer,
            ConsumerRecord<byte[], byte @Nullable []> record,
            byte[] value) {
        if (!envelope.key().equals(key)) {
            return Optional.empty();
        }
        Position at = new Position(record.topic(), record.partition(), record.offset());
        EventBody body = new EventBody(writer.fingerprint(), value, WireFormat.BODY_OFFSET);
        return Optional.of(new RecordedEvent(envelope, payload, record.timestamp(), at, body));
    }

    private boolean isAtHome(ConsumerRecord<byte[], byte @Nullable []> record) {
        return Utils.toPositive(Utils.murmur2(record.key())) % partitions == record.partition();
    }

    private static Optional<SessionKey> keyOf(byte @Nullable [] key) {
        if (key == null) {
            return Optional.empty();
        }
        try {
            return SessionKey.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
