package io.sessionfold.engine.topology;

import io.sessionfold.engine.application.ApplicationFold;
import io.sessionfold.engine.application.ApplicationOutcome;
import io.sessionfold.engine.application.RecordedApplicationEvent;
import io.sessionfold.engine.codec.ApplicationCodec;
import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.store.ApplicationStore;
import io.sessionfold.engine.store.StoreNames;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** The shell around the application fold. */
final class ApplicationFoldProcessor extends KeyedProcessor<RecordedApplicationEvent> {

    private final ApplicationOutbox outbox;

    private @Nullable ApplicationStore applications;

    ApplicationFoldProcessor(Intake<?, RecordedApplicationEvent> intake, ApplicationOutbox outbox, Strays strays) {
        super(intake, strays, StoreNames.APPLICATION_PROGRESS);
        this.outbox = outbox;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> task) {
        super.init(task);
        applications = new ApplicationStore(task.getStateStore(StoreNames.APPLICATIONS), new ApplicationCodec());
    }

    @Override
    Decision fold(RecordedApplicationEvent event) {
        ApplicationStore store = Objects.requireNonNull(applications, "applications");
        ApplicationOutcome outcome =
                ApplicationFold.evolve(store.find(event.key()).orElse(null), event);
        List<Letter> letters = outbox.letters(outcome.outputs(), event);
        store.put(outcome.application());
        letters.forEach(this::forward);
        return outcome.decision();
    }
}
