package io.sessionfold.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The position memory: what the next read of a session must not be older than (INV-2). Tokens are opaque, so of two that were
 * learned at the same time nobody can say which is the later one; both are kept, until a read that waited for both has given
 * one that stands for them. At most {@value #SESSIONS_MAX} sessions are remembered, those used last. Thread-safe.
 */
final class PositionMemory {

    /** A session's entry takes about 300 bytes. */
    static final int SESSIONS_MAX = 10_000;

    /** More commands in flight for one session than a client has reason to send without reading. */
    static final int OPEN_MAX = 16;

    private final Map<String, Entry> entries;
    private long now;

    PositionMemory() {
        this(SESSIONS_MAX);
    }

    PositionMemory(int sessionsMax) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
                return size() > sessionsMax;
            }
        };
    }

    /** When a command is sent: what is learned before stands behind it in the log. */
    synchronized long sending() {
        return ++now;
    }

    /** What a session's next read must wait for; several if nobody knows which is the latest. */
    synchronized List<String> of(String sessionKey) {
        Entry entry = entries.get(sessionKey);
        return entry == null ? List.of() : entry.tokens();
    }

    /** A command's place in the log, learned from its answer. */
    synchronized void wrote(String sessionKey, String token, long sentAt) {
        if (token.isEmpty()) {
            return;
        }
        Entry entry = entries.computeIfAbsent(sessionKey, key -> new Entry());
        entry.written.removeIf(written -> written.learnedAt < sentAt);
        if (entry.read != null && entry.read.learnedAt < sentAt) {
            entry.read = null;
        }
        entry.written.add(new Learned(token, 0, ++now));
        if (entry.written.size() > OPEN_MAX) {
            entry.written.remove(0);
        }
    }

    /**
     * A row's position, which stands for the tokens that its read waited for.
     *
     * @param offset of the row in its session's partition, by which reads can be compared
     */
    synchronized void read(String sessionKey, String token, long offset, List<String> waitedFor) {
        if (token.isEmpty()) {
            return;
        }
        Entry entry = entries.computeIfAbsent(sessionKey, key -> new Entry());
        entry.written.removeIf(written -> waitedFor.contains(written.token));
        if (entry.read == null || entry.read.offset < offset) {
            entry.read = new Learned(token, offset, ++now);
        }
    }

    /** The session is gone, or its tokens are of another log. */
    synchronized void forget(String sessionKey) {
        entries.remove(sessionKey);
    }

    private record Learned(String token, long offset, long learnedAt) {}

    private static final class Entry {
        private final List<Learned> written = new ArrayList<>();
        private @Nullable Learned read;

        List<String> tokens() {
            List<String> tokens = new ArrayList<>();
            if (read != null) {
                tokens.add(read.token);
            }
            written.forEach(learned -> tokens.add(learned.token));
            return List.copyOf(tokens);
        }
    }
}
