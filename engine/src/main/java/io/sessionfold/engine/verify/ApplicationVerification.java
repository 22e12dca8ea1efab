package io.sessionfold.engine.verify;

import io.sessionfold.contract.ApplicationRow;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.engine.application.ApplicationFold;
import io.sessionfold.engine.application.ApplicationOutcome;
import io.sessionfold.engine.application.ApplicationOutput;
import io.sessionfold.engine.application.RecordedApplicationEvent;
import io.sessionfold.engine.codec.ApplicationCodec;
import io.sessionfold.engine.codec.ApplicationEventForm;
import io.sessionfold.engine.codec.ApplicationOutputCodec;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.topology.Topics;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One partition of the application events. */
final class ApplicationVerification extends KeyedVerification<RecordedApplicationEvent> {

    private final ApplicationCodec codec = new ApplicationCodec();
    private @Nullable Outputs outputs;

    ApplicationVerification(Work work, int partition) {
        super(
                work,
                StateForm.applications(),
                new TopicPartition(Topics.APPLICATION_EVENTS, partition),
                ApplicationEventForm.intake(
                        work.subject().schemas(), work.subject().partitions()));
    }

    private record Outputs(
            Streams.Stream<ApplicationRow> rows,
            Streams.Stream<SessionCommand> commands,
            Streams.Stream<RejectedEvent> rejections) {

        void expect(ApplicationOutput output, RecordedApplicationEvent event, boolean isRequired) {
            String key = event.key().recordKey();
            if (output instanceof ApplicationOutput.RowChanged changed) {
                rows.expect(
                        key,
                        ApplicationOutputCodec.write(changed.row()),
                        event.position(),
                        event.recordTimeMs(),
                        isRequired);
            } else if (output instanceof ApplicationOutput.InstallIssued install) {
                commands.expect(
                        key, ApplicationOutputCodec.write(install), event.position(), event.recordTimeMs(), isRequired);
            } else {
                rejections.expect(
                        key,
                        ApplicationOutputCodec.write((ApplicationOutput.EventRejected) output),
                        event.position(),
                        event.recordTimeMs(),
                        isRequired);
            }
        }
    }

    @Override
    void open(Streams streams) {
        outputs = new Outputs(
                streams.open(OutputForm.APPLICATION_ROWS, row -> {}),
                streams.open(OutputForm.APPLICATION_COMMANDS, command -> {}),
                streams.open(OutputForm.APPLICATION_REJECTIONS, rejection -> {}));
    }

    @Override
    Decision fold(RecordedApplicationEvent event, boolean isRequired) {
        String key = event.key().recordKey();
        byte[] stored = state(key);
        ApplicationOutcome outcome =
                ApplicationFold.evolve(stored == null ? null : codec.decode(event.key(), stored), event);
        keep(key, codec.encode(outcome.application()));
        outcome.outputs()
                .forEach(output -> Objects.requireNonNull(outputs, "outputs").expect(output, event, isRequired));
        return outcome.decision();
    }

    @Override
    void handTo(Crossings crossings) {}
}
