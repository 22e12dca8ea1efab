package io.sessionfold.engine.topology;

import io.sessionfold.contract.ApplicationRow;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.engine.application.ApplicationOutput;
import io.sessionfold.engine.application.RecordedApplicationEvent;
import io.sessionfold.engine.codec.ApplicationOutputCodec;
import io.sessionfold.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Encodes what the application fold lets out, all of it before anything is written; every record has the application's
 * key. Not thread-safe: one per task.
 */
final class ApplicationOutbox {

    private final RecordWriter<SessionCommand> commands;
    private final RecordWriter<ApplicationRow> rows;
    private final RecordWriter<RejectedEvent> rejections;

    ApplicationOutbox(ContractRecords records) {
        commands = records.writer(SessionCommand.class, Topics.SESSION_COMMANDS);
        rows = records.writer(ApplicationRow.class, Topics.APPLICATIONS_CHANGED);
        rejections = records.writer(RejectedEvent.class, Topics.REJECTED_EVENTS);
    }

    /** The records of one step, in the order in which they leave; all bear the record time of its event. */
    List<Letter> letters(List<ApplicationOutput> outputs, RecordedApplicationEvent event) {
        byte[] key = event.key().recordKey().getBytes(StandardCharsets.UTF_8);
        List<Letter> letters = new ArrayList<>(outputs.size());
        for (ApplicationOutput output : outputs) {
            letters.add(new Letter(sink(output), new Record<>(key, value(output), event.recordTimeMs())));
        }
        return letters;
    }

    private static String sink(ApplicationOutput output) {
        if (output instanceof ApplicationOutput.InstallIssued) {
            return NodeNames.APPLICATION_COMMANDS;
        }
        return output instanceof ApplicationOutput.RowChanged
                ? NodeNames.APPLICATIONS_CHANGED
                : NodeNames.REJECTED_APPLICATION_EVENTS;
    }

    private byte[] value(ApplicationOutput output) {
        if (output instanceof ApplicationOutput.InstallIssued install) {
            return Letter.bytes(commands, ApplicationOutputCodec.write(install));
        }
        return output instanceof ApplicationOutput.RowChanged changed
                ? Letter.bytes(rows, ApplicationOutputCodec.write(changed.row()))
                : Letter.bytes(rejections, ApplicationOutputCodec.write((ApplicationOutput.EventRejected) output));
    }
}
