package io.sessionfold.engine.verify;

import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.replay.FoldState;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.engine.store.ParkedValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a state of a checkpoint differs from the folded one: equal ones are stored as equal bytes. Not thread-safe. */
final class StoredDifferences {

    private final SessionCodec sessions = new SessionCodec();
    private final GuardCodec guards = new GuardCodec();

    /** What differs, the folded side first; null if nothing does. */
    FieldDifferences.@Nullable Sides between(FoldState folded, FoldState stored) {
        FieldDifferences.Sides sides = of(StateForm.sessions(), bytes(folded.session()), bytes(stored.session()));
        return sides != null ? sides : of(StateForm.guards(), bytes(folded.guards()), bytes(stored.guards()));
    }

    /** The same of what is parked behind a quarantine. */
    FieldDifferences.@Nullable Sides between(
            NavigableMap<Long, ParkedValue> folded, NavigableMap<Long, ParkedValue> stored) {
        return bytes(folded).equals(bytes(stored))
                ? null
                : new FieldDifferences.Sides("events parked at " + folded.keySet(), words(folded, stored));
    }

    private static String words(NavigableMap<Long, ParkedValue> folded, NavigableMap<Long, ParkedValue> stored) {
        return folded.keySet().equals(stored.keySet()) ? "others parked there" : "events parked at " + stored.keySet();
    }

    private static FieldDifferences.@Nullable Sides of(
            StateForm form, byte @Nullable [] folded, byte @Nullable [] stored) {
        if (folded == null || stored == null) {
            return folded == stored
                    ? null
                    : new FieldDifferences.Sides(
                            folded == null ? "no " + form.noun() : "a " + form.noun(), stored == null ? "none" : "one");
        }
        return Arrays.equals(folded, stored) ? null : form.differences(folded, stored);
    }

    private byte @Nullable [] bytes(@Nullable Session session) {
        return session == null ? null : sessions.encode(session);
    }

    private byte @Nullable [] bytes(RetryGuards state) {
        return state.byKey().isEmpty() ? null : guards.encode(state);
    }

    private static NavigableMap<Long, ByteBuffer> bytes(NavigableMap<Long, ParkedValue> parked) {
        NavigableMap<Long, ByteBuffer> bytes = new TreeMap<>();
        parked.forEach((offset, value) -> bytes.put(offset, ByteBuffer.wrap(value.toBytes())));
        return bytes;
    }
}
