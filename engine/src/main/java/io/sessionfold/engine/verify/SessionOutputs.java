package io.sessionfold.engine.verify;

import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.codec.OutputCodec;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.verify.Crossing.Sent;
import java.util.ArrayList;
import java.util.List;

/** Sorts what the session fold lets out into the topics where it has to stand. Not thread-safe. */
final class SessionOutputs {

    private final Streams.Stream<SessionRow> rows;
    private final Streams.Stream<RunOutcome> outcomes;
    private final Streams.Stream<SessionCommand> commands;
    private final Streams.Stream<RejectedEvent> rejections;
    private final List<Sent> registrations = new ArrayList<>();
    private final List<Sent> quarantines = new ArrayList<>();

    SessionOutputs(Streams streams, Projection projection) {
        rows = streams.open(OutputForm.ROWS, projection::row);
        outcomes = streams.open(OutputForm.OUTCOMES, projection::outcome);
        commands = streams.open(OutputForm.COMMANDS, command -> {});
        rejections = streams.open(OutputForm.REJECTIONS, rejection -> {});
    }

    /** What one event let out, in order. */
    void expect(List<Output> outputs, String recordKey, Position cause, long recordTimeMs, boolean isRequired) {
        for (Output output : outputs) {
            if (output instanceof Output.RowChanged changed) {
                rows.expect(recordKey, RowCodec.write(changed.row()), cause, recordTimeMs, isRequired);
            } else if (output instanceof Output.RowRemoved) {
                rows.expect(recordKey, null, cause, recordTimeMs, isRequired);
            } else if (output instanceof Output.RunDecided decided) {
                outcomes.expect(recordKey, OutputCodec.write(decided), cause, recordTimeMs, isRequired);
            } else if (output instanceof Output.CommandIssued command) {
                commands.expect(recordKey, OutputCodec.write(command), cause, recordTimeMs, isRequired);
            } else if (output instanceof Output.EventRejected rejected) {
                rejections.expect(recordKey, OutputCodec.write(rejected), cause, recordTimeMs, isRequired);
            } else if (output instanceof Output.SessionSetApart apart) {
                quarantines.add(Written.sent(
                        apart.envelope(), apart.payload(), cause, quarantines.size(), recordTimeMs, isRequired));
            } else {
                registrations.add(Registrations.sent(output, cause, registrations.size(), recordTimeMs, isRequired));
            }
        }
    }

    /** The whole partition was read. */
    void handTo(Crossings crossings) {
        crossings.registrations().sent(registrations);
        crossings.quarantines().sent(quarantines);
    }
}
