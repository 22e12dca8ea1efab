package io.sessionfold.engine.store;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.Timers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;

/**
 * Which sessions are due next: one entry per session, at its earliest deadline, in order of time.
 *
 * <p>An index on the heap, without a changelog: the rows hold the deadlines, so it is made anew from them whenever the
 * task starts, and can never say more than they do (docs/adr/0007). A hit is checked against the row.
 */
public final class TimerIndex implements StateStore {

    private final String name;
    private final Map<SessionKey, Long> dueAtMs = new HashMap<>();
    private final TreeSet<Due> inOrder = new TreeSet<>();
    private boolean open;

    public TimerIndex(String name) {
        this.name = name;
    }

    /** A session and its earliest deadline, in milliseconds since 1970. */
    public record Due(long atMs, SessionKey key) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(atMs, other.atMs);
            return byTime != 0 ? byTime : key.compareTo(other.key);
        }
    }

    /** Sets the earliest deadline of a session; {@link Timers#NEVER} takes it out. */
    public void set(SessionKey key, long atMs) {
        Long before = atMs == Timers.NEVER ? dueAtMs.remove(key) : dueAtMs.put(key, atMs);
        if (before != null && before == atMs) {
            return;
        }
        if (before != null) {
            inOrder.remove(new Due(before, key));
        }
        if (atMs != Timers.NEVER) {
            inOrder.add(new Due(atMs, key));
        }
    }

    /** Up to {@code most} sessions that are due at {@code nowMs}, the longest overdue first, behind {@code after}. */
    public List<Due> dueAt(long nowMs, Due after, int most) {
        List<Due> due = new ArrayList<>();
        for (Due next : inOrder.tailSet(after, false)) {
            if (next.atMs() > nowMs || due.size() == most) {
                break;
            }
            due.add(next);
        }
        return due;
    }

    /** How many sessions wait for something. */
    public int size() {
        return inOrder.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        dueAtMs.clear();
        inOrder.clear();
        context.register(root, (key, value) -> {
            throw new IllegalStateException("Expected the timer index to have no changelog, but a record was restored");
        });
        open = true;
    }

    @Override
    public void close() {
        dueAtMs.clear();
        inOrder.clear();
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
