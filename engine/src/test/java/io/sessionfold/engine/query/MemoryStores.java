package io.sessionfold.engine.query;

import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.engine.store.IndexEntries;
import io.sessionfold.engine.store.IndexEntry;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.store.SessionIndex;
import io.sessionfold.engine.topology.FoldListeners;
import io.sessionfold.engine.topology.FoldWatch;
import io.sessionfold.engine.topology.PollLeases;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Stores of a few partitions in memory; every key is of the partition that its session was put into. */
public final class MemoryStores implements LocalStores {

    /** The clock of the leases, in nanoseconds. */
    public final AtomicLong nanos = new AtomicLong();

    /** Know what a test folds; every task has just run. */
    public final FoldListeners listeners =
            new FoldListeners(new FoldWatch(), new PollLeases(nanos::get, () -> Instant.EPOCH, PollLeases.LEASE));

    /** Say where the log of a test ends: behind what is folded. */
    public final MemoryEnds ends = new MemoryEnds(this);

    private final Map<Integer, NavigableMap<Bytes, byte[]>> sessions = new TreeMap<>();
    private final Map<Integer, NavigableMap<Bytes, byte[]>> guards = new TreeMap<>();
    private final Map<Integer, NavigableMap<Bytes, byte[]>> parked = new TreeMap<>();
    private final Map<Integer, NavigableMap<Bytes, byte[]>> index = new TreeMap<>();
    private final Map<Integer, NavigableMap<Bytes, byte[]>> progress = new TreeMap<>();
    private final Map<String, Ownership> owners = new ConcurrentSkipListMap<>();
    private final Set<Integer> moving = new HashSet<>();
    private final List<MemoryStore> handedOut = new CopyOnWriteArrayList<>();

    public MemoryStores(int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            sessions.put(partition, new ConcurrentSkipListMap<>());
            guards.put(partition, new ConcurrentSkipListMap<>());
            parked.put(partition, new ConcurrentSkipListMap<>());
            index.put(partition, new ConcurrentSkipListMap<>());
            progress.put(partition, new ConcurrentSkipListMap<>());
            listeners.leases().opened(partition);
        }
    }

    public MemoryStores with(int partition, Session session) {
        IndexEntries.of(session).forEach(entry -> find(partition, session.key(), entry));
        of(sessions, partition).put(bytes(session.key().recordKey()), new SessionCodec().encode(session));
        owners.put(session.key().recordKey(), new Ownership.Here(partition));
        return this;
    }

    public MemoryStores with(int partition, SessionKey key, RetryGuards beside) {
        of(guards, partition).put(bytes(key.recordKey()), new GuardCodec().encode(beside));
        return this;
    }

    /** Decides a partition's record: everything that it writes, then the signal. */
    public void fold(int partition, Session session) {
        ProgressCounts counts = new ProgressCounts();
        counts.set(Count.LAST_OFFSET, session.progress().position().offset());
        with(partition, session).with(partition, counts);
        listeners.watch().folded(partition, session.progress().position().offset(), session.key());
    }

    public MemoryStores with(int partition, ProgressCounts counts) {
        of(progress, partition).put(bytes(Integer.toString(partition)), counts.toBytes());
        return this;
    }

    /** Lets the index name a session, whatever its row says. */
    public MemoryStores find(int partition, SessionKey key, IndexEntry entry) {
        of(index, partition).put(SessionIndex.keyBytes(key, entry), new byte[0]);
        return this;
    }

    /** Parts of lists that look at so many rows at most. */
    LocalParts parts(int lookedAtMax) {
        LocalLists lists = new LocalLists(this, lookedAtMax);
        return new LocalParts(this, lists, lists, listeners, ends, partition -> Optional.empty());
    }

    /** The sessions in them. */
    public LocalSessions query() {
        return new LocalSessions(this, listeners, ends);
    }

    /** The same, looking at so many rows at a time. */
    LocalSessions query(int lookedAtMax) {
        return new LocalSessions(this, listeners, ends, parts(lookedAtMax));
    }

    /** Says who answers for a key that is not here. */
    public MemoryStores owner(SessionKey key, Ownership owner) {
        owners.put(key.recordKey(), owner);
        return this;
    }

    /** From now on the stores of a partition throw, as Kafka's do while it moves away. */
    public void move(int partition) {
        moving.add(partition);
    }

    long foldedTo(int partition) {
        byte[] counts = of(progress, partition).get(bytes(Integer.toString(partition)));
        return counts == null ? -1 : ProgressCounts.of(counts).get(Count.LAST_OFFSET);
    }

    /** How many iterators were not closed. */
    public int open() {
        return handedOut.stream().mapToInt(MemoryStore::open).sum();
    }

    @Override
    public int partition(String recordKey) {
        return placement(recordKey).partition();
    }

    @Override
    public Placement placement(String recordKey) {
        Ownership owner = owners.getOrDefault(recordKey, new Ownership.Here(0));
        return new Placement(owner instanceof Ownership.Here here ? here.partition() : 0, owner, List.of("copy:8480"));
    }

    @Override
    public List<Placement> placements() {
        return partitions().stream()
                .map(partition -> new Placement(partition, new Ownership.Here(partition), List.of()))
                .toList();
    }

    @Override
    public LocalStores withCopies() {
        return this;
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> copies(int partition) {
        return store(sessions, partition);
    }

    @Override
    public List<Integer> partitions() {
        return List.copyOf(sessions.keySet());
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> sessions(int partition) {
        return store(sessions, partition);
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> guards(int partition) {
        return store(guards, partition);
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> parked(int partition) {
        return store(parked, partition);
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> index(int partition) {
        return store(index, partition);
    }

    @Override
    public ReadOnlyKeyValueStore<Bytes, byte[]> progress(int partition) {
        return store(progress, partition);
    }

    private ReadOnlyKeyValueStore<Bytes, byte[]> store(
            Map<Integer, NavigableMap<Bytes, byte[]>> stores, int partition) {
        if (moving.contains(partition)) {
            throw new InvalidStateStoreException("partition " + partition + " is moving");
        }
        MemoryStore store = new MemoryStore(of(stores, partition));
        handedOut.add(store);
        return store;
    }

    private static NavigableMap<Bytes, byte[]> of(Map<Integer, NavigableMap<Bytes, byte[]>> stores, int partition) {
        return stores.getOrDefault(partition, new TreeMap<>());
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
