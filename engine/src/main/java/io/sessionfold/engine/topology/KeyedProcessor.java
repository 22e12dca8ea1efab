package io.sessionfold.engine.topology;

import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.Position;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The shell around a small fold whose state is one value per record key: reads, turns away what is no event, counts. What
 * is written, what goes out and what is counted share one transaction.
 *
 * @param <E> the event of the domain that the input topic carries
 */
abstract class KeyedProcessor<E> implements Processor<byte[], byte[], byte[], byte[]> {

    private final Intake<?, E> intake;
    private final Strays strays;
    private final String progressStore;

    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable TaskProgress progress;

    /** @param progressStore where the counts of the task's partition are kept, apart from those of other topics */
    KeyedProcessor(Intake<?, E> intake, Strays strays, String progressStore) {
        this.intake = intake;
        this.strays = strays;
        this.progressStore = progressStore;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> task) {
        context = task;
        progress = new TaskProgress(
                task.getStateStore(progressStore), task.taskId().partition());
    }

    @Override
    public final void process(Record<byte[], byte[]> record) {
        RecordMetadata metadata = context().recordMetadata().orElseThrow();
        Position at = new Position(metadata.topic(), metadata.partition(), metadata.offset());
        Received<E> received = intake.receive(Strays.logged(record, at));
        if (received instanceof Received.Event<E> event) {
            progress().decided(fold(event.event()));
        } else {
            forward(strays.letter(received, record, at));
            progress().count(Strays.count(received));
        }
        progress().read(at.offset());
    }

    /** Folds one event: everything is computed and encoded before the first write. */
    abstract Decision fold(E event);

    final void forward(Letter letter) {
        context().forward(letter.record(), letter.sink());
    }

    private ProcessorContext<byte[], byte[]> context() {
        return Objects.requireNonNull(context, "context");
    }

    private TaskProgress progress() {
        return Objects.requireNonNull(progress, "progress");
    }
}
