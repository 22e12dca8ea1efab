package io.sessionfold.engine.topology;

import io.sessionfold.engine.session.Deadline;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.TimerKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The lapses that were written and may not be folded yet. On the heap: it is made empty with the task, and then the worst
 * is a lapse that is written twice, which the fold refuses the second time.
 */
final class LapsesInFlight {

    /** How long a written lapse is waited for before it is written again, in milliseconds. */
    static final long RETRY_MS = 30_000;

    /** After how many retries an entry is dropped from the memory, in milliseconds. */
    private static final long FORGET_MS = 10 * RETRY_MS;

    private final Map<Lapse, Sent> sent = new LinkedHashMap<>();

    private record Lapse(SessionKey key, TimerKey timer, Deadline deadline) {}

    private record Sent(long atMs, int attempt) {}

    /** The attempt to write now, from 0; -1 if the last one is still waited for. */
    int begin(SessionKey key, TimerKey timer, Deadline deadline, long nowMs) {
        Lapse lapse = new Lapse(key, timer, deadline);
        Sent last = sent.get(lapse);
        if (last != null && nowMs < last.atMs() + RETRY_MS) {
            return -1;
        }
        int attempt = last == null ? 0 : last.attempt() + 1;
        sent.remove(lapse);
        sent.put(lapse, new Sent(nowMs, attempt));
        return attempt;
    }

    /** Drops what was written so long ago that it was folded, or will be written as if for the first time. */
    void forgetBefore(long nowMs) {
        sent.values().removeIf(last -> last.atMs() + FORGET_MS < nowMs);
    }
}
