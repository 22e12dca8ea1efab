package io.sessionfold.engine.verify;

import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.checkpoint.OutputCursor;
import io.sessionfold.engine.session.Position;
import io.sessionfold.wire.WriterSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The outputs of one partition of one fold, compared in step with what follows from the log. Not thread-safe. */
final class Streams implements AutoCloseable {

    private final Subject subject;
    private final Snapshot snapshot;
    private final Findings findings;
    private final int partition;
    private final @Nullable CheckpointPlace begun;
    private final List<Stream<?>> streams = new ArrayList<>();

    /** Outputs from their beginnings. */
    Streams(Subject subject, Snapshot snapshot, Findings findings, int partition) {
        this(subject, snapshot, findings, partition, null);
    }

    /** @param begun the place of the checkpoint behind which they are compared; null to begin with their first records */
    Streams(Subject subject, Snapshot snapshot, Findings findings, int partition, @Nullable CheckpointPlace begun) {
        this.begun = begun;
        this.subject = subject;
        this.snapshot = snapshot;
        this.findings = findings;
        this.partition = partition;
    }

    /** One topic's side of the comparison. */
    static final class Stream<T extends SpecificRecord> {

        private final FoundRecords<T> found;
        private final Alignment<T> alignment;
        private final String topic;

        private Stream(FoundRecords<T> found, Alignment<T> alignment, String topic) {
            this.found = found;
            this.alignment = alignment;
            this.topic = topic;
        }

        /** One more record follows from an event. */
        void expect(String recordKey, @Nullable T value, Position cause, long recordTimeMs, boolean isRequired) {
            alignment.expect(recordKey, value, cause, recordTimeMs, isRequired);
        }
    }

    /**
     * Opens the partition of one topic.
     *
     * @param visitor sees every record of it, in order
     */
    <T extends SpecificRecord> Stream<T> open(OutputForm<T> form, Consumer<Found<T>> visitor) {
        TopicPartition at = new TopicPartition(form.topic(), partition);
        WriterSchemas schemas = subject.schemas();
        FoundRecords<T> found = new FoundRecords<>(
                subject.logs(),
                at,
                form,
                schemas,
                subject.scope(),
                from(form),
                snapshot.end(at),
                subject.patience(),
                visitor);
        Stream<T> stream = new Stream<>(found, new Alignment<>(form, found, subject.cleanup(), findings), form.topic());
        streams.add(stream);
        return stream;
    }

    private long from(OutputForm<?> form) {
        return begun == null ? 0 : Cursors.of(begun, form.topic()).orElse(0);
    }

    /** Everything that follows from the log was told: where what belongs to the rest of it begins. */
    List<OutputCursor> cursors() {
        return streams.stream()
                .map(stream -> Cursors.at(stream.topic, stream.alignment.behindRequired()))
                .toList();
    }

    /** Everything that follows from the log was told. */
    void finish(Tally tally) {
        for (Stream<?> stream : streams) {
            stream.alignment.finish();
            tally.compared(stream.topic, stream.alignment.same());
            tally.unprovable(stream.topic, stream.alignment.unprovable());
        }
    }

    /** Nobody can say what follows from the rest of the log. */
    void breakOff() {
        streams.forEach(stream -> stream.alignment.breakOff());
    }

    /** Shows the visitors what there is, where nothing can be expected. */
    void passOver() {
        for (Stream<?> stream : streams) {
            while (stream.found.peek() != null) {
                stream.found.take();
            }
        }
    }

    @Override
    public void close() {
        streams.forEach(stream -> stream.found.close());
    }
}
