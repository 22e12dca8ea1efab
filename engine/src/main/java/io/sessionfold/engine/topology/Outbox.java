package io.sessionfold.engine.topology;

import io.sessionfold.contract.DeadLetter;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.engine.codec.DeadLetters;
import io.sessionfold.engine.codec.EventCodec;
import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.codec.OutputCodec;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.session.Envelope;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.SessionEvent;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Encodes what goes out, all of it before anything is written: a record that could not be written would abort the
 * transaction and come back for ever. Not thread-safe: one per task.
 */
final class Outbox {

    /** The largest output, in bytes: the events topic's 1 MiB and the 128 KiB more that output topics are given. */
    static final int OUTPUT_BYTES_MAX = Intake.EVENT_BYTES_MAX + 128 * 1024;

    private final RecordWriter<RunOutcome> outcomes;
    private final RecordWriter<SessionCommand> commands;
    private final RecordWriter<WorkerEvent> workerEvents;
    private final RecordWriter<SessionRow> rows;
    private final RecordWriter<RejectedEvent> rejections;
    private final RecordWriter<DeadLetter> deadLetters;
    private final RecordWriter<LifecycleEvent> events;

    Outbox(Registry registry, boolean autoRegister) {
        outcomes = new RecordWriter<>(RunOutcome.class, Topics.RUN_OUTCOMES, registry, autoRegister);
        commands = new RecordWriter<>(SessionCommand.class, Topics.SESSION_COMMANDS, registry, autoRegister);
        workerEvents = new RecordWriter<>(WorkerEvent.class, Topics.WORKER_EVENTS, registry, autoRegister);
        rows = new RecordWriter<>(SessionRow.class, Topics.SESSIONS_CHANGED, registry, autoRegister);
        rejections = new RecordWriter<>(RejectedEvent.class, Topics.REJECTED_EVENTS, registry, autoRegister);
        deadLetters = new RecordWriter<>(DeadLetter.class, Topics.DEAD_LETTERS, registry, autoRegister);
        events = new RecordWriter<>(LifecycleEvent.class, Topics.EVENTS, registry, autoRegister);
    }

    /** A record, and the sink that it leaves through. */
    record Letter(String sink, Record<byte[], byte[]> record) {}

    /** The records of one step, in the order in which they leave; all bear the record time of its event. */
    List<Letter> letters(List<Output> outputs, byte[] key, long recordTimeMs) {
        List<Letter> letters = new ArrayList<>(outputs.size());
        for (Output output : outputs) {
            letters.add(letter(output, key, recordTimeMs));
        }
        return letters;
    }

    Letter deadLetter(DeadLetter letter, Record<byte[], byte[]> received) {
        byte[] key = received.key() == null ? null : DeadLetters.kept(received.key());
        return new Letter(
                NodeNames.DEAD_LETTERS, new Record<>(key, written(deadLetters, letter), received.timestamp()));
    }

    Record<byte[], byte[]> event(Envelope envelope, SessionEvent payload, long recordTimeMs) {
        return new Record<>(
                bytes(envelope.key().recordKey()), written(events, EventCodec.write(envelope, payload)), recordTimeMs);
    }

    private Letter letter(Output output, byte[] key, long recordTimeMs) {
        if (output instanceof Output.RowChanged changed) {
            return letter(NodeNames.SESSIONS_CHANGED, key, written(rows, RowCodec.write(changed.row())), recordTimeMs);
        }
        if (output instanceof Output.RowRemoved) {
            return new Letter(NodeNames.SESSIONS_CHANGED, new Record<>(key, null, recordTimeMs));
        }
        if (output instanceof Output.RunDecided decided) {
            return letter(NodeNames.RUN_OUTCOMES, key, written(outcomes, OutputCodec.write(decided)), recordTimeMs);
        }
        if (output instanceof Output.CommandIssued command) {
            return letter(NodeNames.SESSION_COMMANDS, key, written(commands, OutputCodec.write(command)), recordTimeMs);
        }
        if (output instanceof Output.EventRejected rejected) {
            return letter(
                    NodeNames.REJECTED_EVENTS, key, written(rejections, OutputCodec.write(rejected)), recordTimeMs);
        }
        if (output instanceof Output.RunRegistered registered) {
            byte[] deployment = bytes(registered.key().tenantId() + '/' + registered.deploymentId());
            byte[] value = written(workerEvents, OutputCodec.write(registered));
            return letter(NodeNames.WORKER_EVENTS, deployment, value, recordTimeMs);
        }
        Output.RunReleased released = (Output.RunReleased) output;
        byte[] deployment = bytes(released.key().tenantId() + '/' + released.deploymentId());
        byte[] value = written(workerEvents, OutputCodec.write(released));
        return letter(NodeNames.WORKER_EVENTS, deployment, value, recordTimeMs);
    }

    private static Letter letter(String sink, byte[] key, byte[] value, long recordTimeMs) {
        return new Letter(sink, new Record<>(key, value, recordTimeMs));
    }

    private static <T extends SpecificRecord> byte[] written(RecordWriter<T> writer, T value) {
        byte[] bytes = writer.write(value);
        if (bytes.length > OUTPUT_BYTES_MAX) {
            throw new IllegalStateException(
                    "Expected a %s to have at most %d bytes, as the limits of its event see to it,"
                                    .formatted(value.getSchema().getName(), OUTPUT_BYTES_MAX)
                            + " but it had " + bytes.length);
        }
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
