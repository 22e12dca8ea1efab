package io.sessionfold.engine.verify;

import io.sessionfold.contract.DeadLetter;
import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Crossing.Arrived;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads one partition of the dead letters: they stand wherever their keys led them, if they had any. */
final class DeadLetterReading implements Runnable {

    private final Subject subject;
    private final Snapshot snapshot;
    private final Crossings crossings;
    private final Findings findings;
    private final TopicPartition partition;
    private final RecordReader<DeadLetter> reader;

    DeadLetterReading(Work work, int partition) {
        this.subject = work.subject();
        this.snapshot = work.snapshot();
        this.crossings = work.crossings();
        this.findings = work.findings();
        this.partition = new TopicPartition(Topics.DEAD_LETTERS, partition);
        this.reader = new RecordReader<>(DeadLetter.class, subject.schemas());
    }

    @Override
    public void run() {
        List<Arrived> arrived = new ArrayList<>();
        long from = subject.logs().span(partition).from();
        // Beyond the end that was asked for first, letters are looked for and not judged.
        long to = subject.logs().span(partition).to();
        try (Cursor cursor = subject.logs().open(partition, from, to)) {
            for (ConsumerRecord<byte[], byte[]> record = cursor.next(); record != null; record = cursor.next()) {
                if (subject.scope().takes(record.key())) {
                    read(record, arrived);
                }
            }
        }
        crossings.deadLetters().arrived(arrived);
    }

    private void read(ConsumerRecord<byte[], byte[]> record, List<Arrived> arrived) {
        Position at = new Position(record.topic(), record.partition(), record.offset());
        Decoded<DeadLetter> decoded = reader.read(record.topic(), record.partition(), record.offset(), record.value());
        if (decoded instanceof Decoded.Value<DeadLetter> letter) {
            io.sessionfold.contract.Position cause = letter.value().getPosition();
            Position origin = new Position(cause.getTopic(), cause.getPartition(), cause.getOffset());
            arrived.add(new Arrived(
                    origin.toString(),
                    Strays.key(record.key()),
                    Crossing.hash(Strays.keptKey(record.key()), Canonical.bytes(letter.value())),
                    origin,
                    at,
                    record.timestamp(),
                    record.offset() < snapshot.end(partition)));
        } else {
            findings.add(new Finding(
                    Kind.RECORD_UNREADABLE,
                    record.topic(),
                    Strays.key(record.key()),
                    null,
                    at,
                    record.timestamp(),
                    "a dead letter",
                    "it cannot be read: " + decoded));
        }
    }
}
