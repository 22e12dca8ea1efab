package io.sessionfold.engine.replay;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.codec.Intake;
import io.sessionfold.engine.codec.LogRecord;
import io.sessionfold.engine.codec.Received;
import io.sessionfold.engine.codec.SessionEventForm;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionFold;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.wire.WriterSchemas;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Folds a stored log into an empty state with the live engine's own fold (INV-44). The records of each partition have to
 * come in order; the order between partitions does not matter. Not thread-safe.
 */
public final class LogFold {

    private final Intake<LifecycleEvent, RecordedEvent> intake;
    private final Map<SessionKey, Session> sessions = new HashMap<>();
    private final Map<SessionKey, RetryGuards> guards = new HashMap<>();

    /** @param partitions the pinned partition count of the log */
    public LogFold(WriterSchemas schemas, int partitions) {
        this.intake = SessionEventForm.intake(schemas, partitions);
    }

    /** Folds one record; what it did, or empty if it is no event that is folded where it stands. */
    public Optional<FoldOutcome> feed(ConsumerRecord<byte[], byte @Nullable []> record) {
        Received<RecordedEvent> received = intake.receive(new LogRecord(
                record.key(),
                record.value(),
                record.timestamp(),
                new Position(record.topic(), record.partition(), record.offset()),
                record.headers().lastHeader(Intake.REROUTED_HEADER) != null));
        return received instanceof Received.Event<RecordedEvent> event
                ? Optional.of(fold(event.event()))
                : Optional.empty();
    }

    /** The states so far, by key. */
    public Map<SessionKey, Session> sessions() {
        return Collections.unmodifiableMap(sessions);
    }

    /** The retry guards so far, by key; a session without any is absent. */
    public Map<SessionKey, RetryGuards> guards() {
        return Collections.unmodifiableMap(guards);
    }

    private FoldOutcome fold(RecordedEvent event) {
        SessionKey key = event.envelope().key();
        FoldOutcome outcome = SessionFold.evolve(sessions.get(key), guards.getOrDefault(key, RetryGuards.NONE), event);
        Session after = outcome.session();
        if (after == null) {
            sessions.remove(key);
        } else {
            sessions.put(key, after);
        }
        if (outcome.guards().byKey().isEmpty()) {
            guards.remove(key);
        } else {
            guards.put(key, outcome.guards());
        }
        return outcome;
    }
}
