package io.sessionfold.engine.verify;

import io.sessionfold.engine.replay.FoldState;
import io.sessionfold.engine.replay.FoldTable;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ParkedValue;
import io.sessionfold.engine.verify.StateCheck.Replayed;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * What is parked behind the quarantines of one partition, live and in the replay: each event a state of its own, that is
 * there from where it was parked to where it was released (INV-47). Not thread-safe.
 */
final class ParkedCheck {

    private final StateCheck events;

    ParkedCheck(StateCheck events) {
        this.events = events;
    }

    /** The replay stands where the live fold stood; told of every session that it has there. */
    void atProgress(SessionKey key, FoldState state, FoldTable table, Position at) {
        if (state.session() == null || state.session().quarantine() == null) {
            return;
        }
        table.parked(key).forEach((offset, value) -> events.atProgress(replayed(key, offset, value, at)));
    }

    /** Every session was told. */
    void allTold(Position at, long recordTimeMs) {
        events.allTold(at, recordTimeMs);
    }

    /** A key's parked events after one event behind that place. */
    void after(SessionKey key, FoldTable table, Position at) {
        List<Long> open = events.open().stream()
                .filter(name -> name.startsWith(key.recordKey() + '\0'))
                .map(name -> Long.parseLong(name.substring(name.indexOf('\0') + 1)))
                .toList();
        if (!open.isEmpty()) {
            NavigableMap<Long, ParkedValue> parked = table.parked(key);
            open.forEach(offset -> events.after(replayed(key, offset, parked.get(offset), at)));
        }
    }

    boolean isRefreshed() {
        return events.isRefreshed();
    }

    void finish(Tally tally) {
        events.finish();
        tally.compared("live parked events", events.same());
    }

    private static Replayed replayed(SessionKey key, long offset, @Nullable ParkedValue value, Position at) {
        Position stands = new Position(at.topic(), at.partition(), offset);
        long recordTimeMs = value == null ? 0 : value.recordTimeMs();
        return Replayed.of(
                ParkedForm.name(key.recordKey(), offset), value == null ? null : value.toBytes(), stands, recordTimeMs);
    }
}
