package io.sessionfold.engine.query;

import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.codec.LogRecord;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.codec.SessionEventForm;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ParkedEntries;
import io.sessionfold.engine.store.ParkedValue;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.wire.WriterSchemas;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** What is parked in this instance's stores. */
public final class LocalParked implements ParkedQuery {

    private static final String UNREADABLE = "?";

    private final LocalStores stores;
    private final WriterSchemas schemas;
    private final int partitions;

    /** @param partitions the pinned partition count of the events topic */
    public LocalParked(LocalStores stores, WriterSchemas schemas, int partitions) {
        this.stores = stores;
        this.schemas = schemas;
        this.partitions = partitions;
    }

    @Override
    public QueryResult<List<ParkedEvent>> find(SessionKey key) {
        try {
            Ownership owner = stores.owner(key.recordKey());
            return owner instanceof Ownership.Here here
                    ? new QueryResult.Found<>(parked(here.partition(), key))
                    : NotReadyReasons.of(owner);
        } catch (InvalidStateStoreException e) {
            return NotReadyReasons.moving();
        }
    }

    private List<ParkedEvent> parked(int partition, SessionKey key) {
        Intake<?, RecordedEvent> intake = SessionEventForm.intake(schemas, partitions);
        List<ParkedEvent> events = new ArrayList<>();
        ParkedEntries.forEach(stores.parked(partition), key, (offset, value) -> {
            Position at = new Position(Topics.EVENTS, partition, offset);
            events.add(event(intake, key, at, ParkedValue.of(value)));
        });
        return events;
    }

    private static ParkedEvent event(Intake<?, RecordedEvent> intake, SessionKey key, Position at, ParkedValue value) {
        byte[] recordKey = key.recordKey().getBytes(StandardCharsets.UTF_8);
        Received<RecordedEvent> received =
                intake.receive(new LogRecord(recordKey, value.framed(), value.recordTimeMs(), at, false));
        return received instanceof Received.Event<RecordedEvent> event
                ? new ParkedEvent(
                        at,
                        value.recordTimeMs(),
                        event.event().payload().type(),
                        event.event().envelope().eventId())
                : new ParkedEvent(at, value.recordTimeMs(), UNREADABLE, UNREADABLE);
    }
}
