package io.sessionfold.engine.topology;

import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.codec.LogRecord;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ParkedStore.ParkedDecoder;
import io.sessionfold.engine.store.ParkedValue;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.errors.StreamsException;

/** Takes the parked events of one task in once more, when they are released. */
final class ParkedIntake implements ParkedDecoder {

    private final Intake<?, RecordedEvent> intake;
    private final int partition;

    ParkedIntake(Intake<?, RecordedEvent> intake, int partition) {
        this.intake = intake;
        this.partition = partition;
    }

    @Override
    public RecordedEvent decode(SessionKey key, long offset, ParkedValue value) {
        Position at = new Position(Topics.EVENTS, partition, offset);
        byte[] recordKey = key.recordKey().getBytes(StandardCharsets.UTF_8);
        Received<RecordedEvent> received =
                intake.receive(new LogRecord(recordKey, value.framed(), value.recordTimeMs(), at, false));
        if (received instanceof Received.Event<RecordedEvent> event) {
            return event.event();
        }
        // It was one when it was parked: the registry has lost its schema since, and the fold waits for it.
        throw new StreamsException(
                "Expected the parked event at " + at + " to be one as before, but it is " + received);
    }
}
