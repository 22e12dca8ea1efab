package io.sessionfold.tests.wire;

import io.sessionfold.contract.DeadLetter;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.WriterSchemas;
import org.apache.avro.specific.SpecificRecord;

/** Reads what stands in the output topics, as any consumer would. Not thread-safe. */
public final class ContractReaders {

    private final RecordReader<SessionRow> rows;
    private final RecordReader<RunOutcome> outcomes;
    private final RecordReader<SessionCommand> commands;
    private final RecordReader<RejectedEvent> rejections;
    private final RecordReader<DeadLetter> deadLetters;

    public ContractReaders(WriterSchemas schemas) {
        rows = new RecordReader<>(SessionRow.class, schemas);
        outcomes = new RecordReader<>(RunOutcome.class, schemas);
        commands = new RecordReader<>(SessionCommand.class, schemas);
        rejections = new RecordReader<>(RejectedEvent.class, schemas);
        deadLetters = new RecordReader<>(DeadLetter.class, schemas);
    }

    public SessionRow row(byte[] framed) {
        return read(rows, framed);
    }

    public RunOutcome outcome(byte[] framed) {
        return read(outcomes, framed);
    }

    public SessionCommand command(byte[] framed) {
        return read(commands, framed);
    }

    public RejectedEvent rejection(byte[] framed) {
        return read(rejections, framed);
    }

    public DeadLetter deadLetter(byte[] framed) {
        return read(deadLetters, framed);
    }

    private static <T extends SpecificRecord> T read(RecordReader<T> reader, byte[] framed) {
        Decoded<T> decoded = reader.read("output", 0, 0, framed);
        if (decoded instanceof Decoded.Value<T> read) {
            return read.value();
        }
        throw new AssertionError("Expected an output to be readable, but it was " + decoded);
    }
}
