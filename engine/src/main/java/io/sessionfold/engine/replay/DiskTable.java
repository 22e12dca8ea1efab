package io.sessionfold.engine.replay;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ParkedValue;
import io.sessionfold.engine.store.StoredKeys;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The states of one partition in RocksDB, behind a cache that is written back when they are kept: the states and their
 * mark in one batch, so that a killed replay goes on from what belongs together.
 *
 * <p>Keys: {@code s}, int32 partition, record key. Parked events: {@code p}, int32 partition, record key, a zero byte, int64
 * offset. The mark: {@code m}, int32 partition; its value is what {@link MarkCodec} makes.
 */
final class DiskTable implements MarkedTable {

    /** So many states stay on the heap when they are written: a few tens of megabytes. */
    private static final int CACHED_MAX = 8_192;

    private static final float LOAD_FACTOR = 0.75f;

    private final RocksDB db;
    private final byte[] statePrefix;
    private final byte[] parkedPrefix;
    private final byte[] markKey;
    private final FoldStateCodec codec = new FoldStateCodec();
    private final Map<SessionKey, Cached> cache = new LinkedHashMap<>(CACHED_MAX, LOAD_FACTOR, true);
    private final Map<SessionKey, NavigableMap<Long, ParkedValue>> newlyParked = new HashMap<>();

    DiskTable(RocksDB db, int partition) {
        this.db = db;
        this.statePrefix = prefix('s', partition);
        this.parkedPrefix = prefix('p', partition);
        this.markKey = prefix('m', partition);
    }

    /** A state, and whether it is newer than what is on disk. */
    private static final class Cached {
        private FoldState state;
        private boolean isNewer;

        Cached(FoldState state, boolean isNewer) {
            this.state = state;
            this.isNewer = isNewer;
        }
    }

    @Override
    public FoldState find(SessionKey key) {
        Cached cached = cache.get(key);
        if (cached == null) {
            byte[] stored = get(key(key));
            cached = new Cached(stored == null ? FoldState.NONE : codec.decode(key, stored), false);
            cache.put(key, cached);
        }
        return cached.state;
    }

    @Override
    public void put(SessionKey key, FoldState state) {
        Cached cached = cache.get(key);
        if (cached == null) {
            cache.put(key, new Cached(state, true));
        } else {
            cached.state = state;
            cached.isNewer = true;
        }
    }

    @Override
    public NavigableMap<Long, ParkedValue> parked(SessionKey key) {
        NavigableMap<Long, ParkedValue> newer = newlyParked.get(key);
        if (newer != null) {
            return new TreeMap<>(newer);
        }
        byte[] prefix = parkedKey(key);
        NavigableMap<Long, ParkedValue> stored = new TreeMap<>();
        forEach(
                prefix,
                (stands, value) -> stored.put(ByteBuffer.wrap(stands).getLong(prefix.length), ParkedValue.of(value)));
        return stored;
    }

    @Override
    public void park(SessionKey key, NavigableMap<Long, ParkedValue> events) {
        newlyParked.put(key, new TreeMap<>(events));
    }

    /** Visits what was kept. */
    @Override
    public void forEach(BiConsumer<SessionKey, FoldState> visitor) {
        forEach(statePrefix, (stored, value) -> {
            SessionKey key =
                    StoredKeys.sessionKey(Bytes.wrap(Arrays.copyOfRange(stored, statePrefix.length, stored.length)));
            visitor.accept(key, codec.decode(key, value));
        });
    }

    @Override
    public Optional<Mark> mark() {
        byte[] stored = get(markKey);
        return stored == null ? Optional.empty() : Optional.of(MarkCodec.decode(stored));
    }

    @Override
    public void keep(Mark mark) {
        write(MarkCodec.encode(mark));
    }

    @Override
    public void relieve() {
        write(null);
    }

    private void write(byte @Nullable [] mark) {
        try (WriteBatch batch = new WriteBatch();
                WriteOptions options = new WriteOptions()) {
            for (Map.Entry<SessionKey, Cached> entry : cache.entrySet()) {
                if (entry.getValue().isNewer) {
                    write(batch, key(entry.getKey()), entry.getValue().state);
                }
            }
            for (Map.Entry<SessionKey, NavigableMap<Long, ParkedValue>> entry : newlyParked.entrySet()) {
                write(batch, parkedKey(entry.getKey()), entry.getValue());
            }
            if (mark != null) {
                batch.put(markKey, mark);
            }
            db.write(options, batch);
        } catch (RocksDBException e) {
            throw DiskTables.unusable(e);
        }
        cache.values().forEach(cached -> cached.isNewer = false);
        newlyParked.clear();
        shrink();
    }

    @Override
    public void clear() {
        cache.clear();
        newlyParked.clear();
        try (WriteBatch batch = new WriteBatch();
                WriteOptions options = new WriteOptions()) {
            delete(batch, statePrefix);
            delete(batch, parkedPrefix);
            batch.delete(markKey);
            db.write(options, batch);
        } catch (RocksDBException e) {
            throw DiskTables.unusable(e);
        }
    }

    private void write(WriteBatch batch, byte[] prefix, NavigableMap<Long, ParkedValue> parked)
            throws RocksDBException {
        delete(batch, prefix);
        for (Map.Entry<Long, ParkedValue> entry : parked.entrySet()) {
            byte[] key = ByteBuffer.allocate(prefix.length + Long.BYTES)
                    .put(prefix)
                    .putLong(entry.getKey())
                    .array();
            batch.put(key, entry.getValue().toBytes());
        }
    }

    private void delete(WriteBatch batch, byte[] prefix) throws RocksDBException {
        List<byte[]> keys = new ArrayList<>();
        forEach(prefix, (key, value) -> keys.add(key));
        for (byte[] key : keys) {
            batch.delete(key);
        }
    }

    private void write(WriteBatch batch, byte[] key, FoldState state) throws RocksDBException {
        if (state.isEmpty()) {
            batch.delete(key);
        } else {
            batch.put(key, codec.encode(state));
        }
    }

    /** The states that were not used for longest go from the heap. */
    private void shrink() {
        Iterator<Cached> eldest = cache.values().iterator();
        while (cache.size() > CACHED_MAX) {
            eldest.next();
            eldest.remove();
        }
    }

    private byte @Nullable [] get(byte[] key) {
        try {
            return db.get(key);
        } catch (RocksDBException e) {
            throw DiskTables.unusable(e);
        }
    }

    private void forEach(byte[] prefix, BiConsumer<byte[], byte[]> visitor) {
        try (RocksIterator all = db.newIterator()) {
            for (all.seek(prefix); all.isValid() && startsWith(all.key(), prefix); all.next()) {
                visitor.accept(all.key(), all.value());
            }
            all.status();
        } catch (RocksDBException e) {
            throw DiskTables.unusable(e);
        }
    }

    private byte[] key(SessionKey key) {
        return key(statePrefix, key, 0);
    }

    /** No record key has a zero byte in it, so none is the beginning of another one's. */
    private byte[] parkedKey(SessionKey key) {
        return key(parkedPrefix, key, 1);
    }

    private static byte[] key(byte[] prefix, SessionKey key, int zeroes) {
        byte[] recordKey = StoredKeys.bytes(key).get();
        return ByteBuffer.allocate(prefix.length + recordKey.length + zeroes)
                .put(prefix)
                .put(recordKey)
                .array();
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static byte[] prefix(char kind, int partition) {
        return ByteBuffer.allocate(1 + Integer.BYTES)
                .put((byte) kind)
                .putInt(partition)
                .array();
    }
}
