package io.sessionfold.engine.topology;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.engine.codec.EventCodec;
import io.sessionfold.engine.codec.OutputCodec;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.session.Envelope;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.SessionEvent;
import io.sessionfold.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Encodes what goes out, all of it before anything is written: a record that could not be written would abort the
 * transaction and come back for ever. Not thread-safe: one per task.
 */
final class Outbox {

    private final RecordWriter<RunOutcome> outcomes;
    private final RecordWriter<SessionCommand> commands;
    private final RecordWriter<WorkerEvent> workerEvents;
    private final RecordWriter<SessionRow> rows;
    private final RecordWriter<RejectedEvent> rejections;
    private final RecordWriter<LifecycleEvent> events;

    Outbox(ContractRecords records) {
        outcomes = records.writer(RunOutcome.class, Topics.RUN_OUTCOMES);
        commands = records.writer(SessionCommand.class, Topics.SESSION_COMMANDS);
        workerEvents = records.writer(WorkerEvent.class, Topics.WORKER_EVENTS);
        rows = records.writer(SessionRow.class, Topics.SESSIONS_CHANGED);
        rejections = records.writer(RejectedEvent.class, Topics.REJECTED_EVENTS);
        events = records.writer(LifecycleEvent.class, Topics.EVENTS);
    }

    /** The records of one step, in the order in which they leave; all bear the record time of its event. */
    List<Letter> letters(List<Output> outputs, byte[] key, long recordTimeMs) {
        List<Letter> letters = new ArrayList<>(outputs.size());
        for (Output output : outputs) {
            letters.add(letter(output, key, recordTimeMs));
        }
        return letters;
    }

    Record<byte[], byte[]> event(Envelope envelope, SessionEvent payload, long recordTimeMs) {
        return new Record<>(
                bytes(envelope.key().recordKey()),
                Letter.bytes(events, EventCodec.write(envelope, payload)),
                recordTimeMs);
    }

    private Letter letter(Output output, byte[] key, long recordTimeMs) {
        if (output instanceof Output.RowChanged changed) {
            return letter(
                    NodeNames.SESSIONS_CHANGED, key, Letter.bytes(rows, RowCodec.write(changed.row())), recordTimeMs);
        }
        if (output instanceof Output.RowRemoved) {
            return new Letter(NodeNames.SESSIONS_CHANGED, new Record<>(key, null, recordTimeMs));
        }
        if (output instanceof Output.RunDecided decided) {
            return letter(
                    NodeNames.RUN_OUTCOMES, key, Letter.bytes(outcomes, OutputCodec.write(decided)), recordTimeMs);
        }
        if (output instanceof Output.CommandIssued command) {
            return letter(
                    NodeNames.SESSION_COMMANDS, key, Letter.bytes(commands, OutputCodec.write(command)), recordTimeMs);
        }
        if (output instanceof Output.EventRejected rejected) {
            return letter(
                    NodeNames.REJECTED_EVENTS,
                    key,
                    Letter.bytes(rejections, OutputCodec.write(rejected)),
                    recordTimeMs);
        }
        if (output instanceof Output.RunRegistered registered) {
            byte[] deployment = bytes(registered.key().tenantId() + '/' + registered.deploymentId());
            byte[] value = Letter.bytes(workerEvents, OutputCodec.write(registered));
            return letter(NodeNames.WORKER_EVENTS, deployment, value, recordTimeMs);
        }
        if (output instanceof Output.SessionSetApart apart) {
            byte[] value = Letter.bytes(events, EventCodec.write(apart.envelope(), apart.payload()));
            return letter(NodeNames.QUARANTINES, key, value, recordTimeMs);
        }
        Output.RunReleased released = (Output.RunReleased) output;
        byte[] deployment = bytes(released.key().tenantId() + '/' + released.deploymentId());
        byte[] value = Letter.bytes(workerEvents, OutputCodec.write(released));
        return letter(NodeNames.WORKER_EVENTS, deployment, value, recordTimeMs);
    }

    private static Letter letter(String sink, byte[] key, byte[] value, long recordTimeMs) {
        return new Letter(sink, new Record<>(key, value, recordTimeMs));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
