package io.sessionfold.engine.topology;

import io.sessionfold.engine.session.SessionKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How readers learn that the fold went on: they wait for an offset of a partition, or for the next event of a session.
 * Thread-safe; a stream thread only ever wakes, it waits for nobody.
 *
 * <p>A signal is no truth: an aborted transaction takes back what was signalled. Whoever is woken reads the stores, and
 * waits anew if they do not say it (INV-7).
 */
public final class FoldWatch {

    private final Map<Integer, ConcurrentNavigableMap<Target, FoldWait>> byOffset = new ConcurrentHashMap<>();
    private final Map<SessionKey, Set<FoldWait>> byKey = new ConcurrentHashMap<>();
    private final AtomicLong names = new AtomicLong();

    /** Waits for a record at or above an offset; to be called before the stores are read, so that none is missed. */
    public FoldWait forOffset(int partition, long offset) {
        ConcurrentNavigableMap<Target, FoldWait> waits = waits(partition);
        Target target = new Target(offset, names.incrementAndGet());
        FoldWait wait = new FoldWait(closed -> waits.remove(target));
        waits.put(target, wait);
        return wait;
    }

    /** Waits for the next event of a session; to be called before the stores are read, so that none is missed. */
    public FoldWait forKey(SessionKey key) {
        FoldWait wait = new FoldWait(closed -> byKey.computeIfPresent(key, (ignored, waits) -> {
            waits.remove(closed);
            return waits.isEmpty() ? null : waits;
        }));
        byKey.compute(key, (ignored, before) -> {
            Set<FoldWait> waits = before == null ? new HashSet<>() : before;
            waits.add(wait);
            return waits;
        });
        return wait;
    }

    /**
     * A record of a partition is decided, and everything that it writes is written.
     *
     * @param key the session that it was for; null if it was for none
     */
    public void folded(int partition, long offset, @Nullable SessionKey key) {
        ConcurrentNavigableMap<Target, FoldWait> waits = waits(partition);
        for (var first = waits.firstEntry();
                first != null && first.getKey().offset() <= offset;
                first = waits.firstEntry()) {
            waits.remove(first.getKey());
            first.getValue().wake();
        }
        Set<FoldWait> ofKey = key == null || byKey.isEmpty() ? null : byKey.remove(key);
        if (ofKey != null) {
            ofKey.forEach(FoldWait::wake);
        }
    }

    private ConcurrentNavigableMap<Target, FoldWait> waits(int partition) {
        return byOffset.computeIfAbsent(partition, ignored -> new ConcurrentSkipListMap<>());
    }

    /** An offset that somebody waits for; the name tells two waits for one offset apart. */
    private record Target(long offset, long name) implements Comparable<Target> {

        @Override
        public int compareTo(Target other) {
            int byOffset = Long.compare(offset, other.offset);
            return byOffset != 0 ? byOffset : Long.compare(name, other.name);
        }
    }
}
