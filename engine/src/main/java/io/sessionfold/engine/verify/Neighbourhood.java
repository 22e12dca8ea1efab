package io.sessionfold.engine.verify;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.log.Cursor;
import io.sessionfold.engine.log.Logs;
import io.sessionfold.engine.log.Span;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.json.RecordJson;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.WriterSchemas;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The events of a session around one position, as an auditor reads them. */
final class Neighbourhood {

    private static final int BEFORE = 3;
    private static final int AFTER = 2;

    /** How far it looks in the log; a session of which nothing is near has no neighbours. */
    private static final int REACH = 10_000;

    private Neighbourhood() {}

    /** One line per event, the one at the position marked; empty if the finding is about no session's event. */
    static List<String> of(Logs logs, WriterSchemas schemas, Finding finding) {
        Position at = finding.event();
        String session = finding.session();
        if (at == null || session == null || !at.topic().equals(Topics.EVENTS)) {
            return List.of();
        }
        TopicPartition partition = new TopicPartition(at.topic(), at.partition());
        Span span = logs.span(partition);
        long from = Math.max(span.from(), at.offset() - REACH);
        long to = Math.min(span.to(), at.offset() + REACH);
        RecordReader<LifecycleEvent> reader = new RecordReader<>(LifecycleEvent.class, schemas);
        Deque<String> before = new ArrayDeque<>();
        List<String> behind = new ArrayList<>();
        try (Cursor cursor = logs.open(partition, from, Math.max(from, to))) {
            for (ConsumerRecord<byte[], byte[]> record = cursor.next();
                    record != null && behind.size() <= AFTER;
                    record = cursor.next()) {
                if (record.key() == null || !session.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                    continue;
                }
                if (record.offset() < at.offset()) {
                    before.addLast("    " + line(reader, record));
                    if (before.size() > BEFORE) {
                        before.removeFirst();
                    }
                } else {
                    if (behind.isEmpty() && record.offset() > at.offset()) {
                        behind.add(
                                "--> " + record.partition() + "@" + at.offset() + " there is no event of the session");
                    }
                    behind.add((record.offset() == at.offset() ? "--> " : "    ") + line(reader, record));
                }
            }
        }
        List<String> lines = new ArrayList<>(before);
        lines.addAll(behind);
        return lines;
    }

    private static String line(RecordReader<LifecycleEvent> reader, ConsumerRecord<byte[], byte[]> record) {
        String at = record.partition() + "@" + record.offset() + " ";
        Decoded<LifecycleEvent> decoded =
                reader.read(record.topic(), record.partition(), record.offset(), record.value());
        return at
                + (decoded instanceof Decoded.Value<LifecycleEvent> event
                        ? text(record, event.value())
                        : decoded.toString());
    }

    /** What it is, first; what it says, as far as there is room. */
    private static String text(ConsumerRecord<byte[], byte[]> record, LifecycleEvent event) {
        String payload = event.getPayload() instanceof SpecificRecord known
                ? known.getSchema().getName() + ' ' + FieldDifferences.cut(RecordJson.toJson(known))
                : "of an unknown type";
        return "%s %s by %s, %s"
                .formatted(
                        Instant.ofEpochMilli(record.timestamp()), event.getEventId(), event.getProducerId(), payload);
    }
}
