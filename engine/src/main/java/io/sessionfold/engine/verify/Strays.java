package io.sessionfold.engine.verify;

import io.sessionfold.contract.DeadLetter;
import io.sessionfold.contract.DeadLetterCode;
import io.sessionfold.engine.codec.DeadLetters;
import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.verify.Crossing.Arrived;
import io.sessionfold.engine.verify.Crossing.Sent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What leaves an input partition without being folded there, and what arrived on it from another. Not thread-safe. */
final class Strays {

    private final String topic;
    private final long judgedTo;
    private final List<Sent> dead = new ArrayList<>();
    private final List<Sent> rerouted = new ArrayList<>();
    private final List<Arrived> arrived = new ArrayList<>();

    /** @param judgedTo the end of the partition before which everything that arrived has its cause in what is folded */
    Strays(String topic, long judgedTo) {
        this.topic = topic;
        this.judgedTo = judgedTo;
    }

    /** Notes what a record means for other partitions. */
    void note(ConsumerRecord<byte[], byte[]> record, Received<?> received, boolean isRequired) {
        Position at = new Position(record.topic(), record.partition(), record.offset());
        Header mark = record.headers().lastHeader(Intake.REROUTED_HEADER);
        if (mark != null) {
            String origin = mark.value() == null ? "" : new String(mark.value(), StandardCharsets.UTF_8);
            arrived.add(new Arrived(
                    origin, key(record.key()), hash(record), null, at, record.timestamp(), record.offset() < judgedTo));
        }
        if (received instanceof Received.Garbage<?> garbage) {
            dead.add(dead(record, garbage.letter(), at, isRequired));
        } else if (received instanceof Received.Misplaced<?>) {
            rerouted.add(new Sent(
                    at.toString(),
                    key(record.key()),
                    hash(record),
                    at,
                    record.offset(),
                    record.timestamp(),
                    isRequired,
                    Kind.RECORD_MISSING));
        }
    }

    /** The whole partition was read. */
    void handTo(Crossings crossings) {
        crossings.deadLetters().sent(dead);
        crossings.rerouted(topic).sent(rerouted);
        crossings.rerouted(topic).arrived(arrived);
    }

    /** What a schema that the registry does not know any more makes of an event, the live fold never saw. */
    private static Sent dead(
            ConsumerRecord<byte[], byte[]> record, DeadLetter letter, Position at, boolean isRequired) {
        return new Sent(
                at.toString(),
                key(record.key()),
                Crossing.hash(keptKey(record.key()), Canonical.bytes(letter)),
                at,
                record.offset(),
                record.timestamp(),
                isRequired,
                letter.getCode() == DeadLetterCode.UNKNOWN_SCHEMA ? Kind.SCHEMA_LOST : Kind.RECORD_MISSING);
    }

    static byte[] keptKey(byte @Nullable [] key) {
        return key == null ? new byte[0] : DeadLetters.kept(key);
    }

    static @Nullable String key(byte @Nullable [] key) {
        return key == null ? null : new String(DeadLetters.kept(key), StandardCharsets.UTF_8);
    }

    private static long hash(ConsumerRecord<byte[], byte[]> record) {
        return Crossing.hash(
                record.key() == null ? new byte[0] : record.key(),
                record.value() == null ? new byte[0] : record.value());
    }
}
