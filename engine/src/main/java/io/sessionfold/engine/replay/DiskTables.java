package io.sessionfold.engine.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * The states of a replay in a folder, in one RocksDB for all partitions. The folder says of what they were made; a folder
 * that says something else, or nothing, is refused. Thread-safe; its tables are not.
 */
public final class DiskTables implements ReplayTables {

    private static final byte[] ORIGIN = "origin".getBytes(StandardCharsets.UTF_8);
    private static final long CACHE_BYTES = 64L * 1024 * 1024;
    private static final long WRITE_BUFFER_BYTES = 32L * 1024 * 1024;
    private static final double BLOOM_BITS = 10;

    private final Cache blocks;
    private final BloomFilter bloom;
    private final Options options;
    private final RocksDB db;
    private final Map<Integer, MarkedTable> tables = new ConcurrentHashMap<>();

    private DiskTables(Path folder) throws RocksDBException {
        RocksDB.loadLibrary();
        this.blocks = new LRUCache(CACHE_BYTES);
        this.bloom = new BloomFilter(BLOOM_BITS);
        this.options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(
                        new BlockBasedTableConfig().setBlockCache(blocks).setFilterPolicy(bloom));
        try {
            this.db = RocksDB.open(options, folder.toString());
        } catch (RocksDBException e) {
            closeOptions();
            throw e;
        }
    }

    /**
     * Opens a folder, or makes it.
     *
     * @param origin of what the states are to be
     * @throws ReplayException if what is there is no replay's, or one of something else, or in use
     */
    public static DiskTables open(Path folder, ReplayOrigin origin) {
        try {
            boolean isForeign = isForeign(Files.createDirectories(folder));
            if (isForeign) {
                throw new ReplayException(
                        "Expected %s to be empty or to hold the states of a replay, but it holds something else; name another folder"
                                .formatted(folder));
            }
            DiskTables tables = new DiskTables(folder);
            try {
                tables.claim(folder, origin);
                return tables;
            } catch (ReplayException | RocksDBException e) {
                tables.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ReplayException("Expected %s to be a folder, but it was not (%s)".formatted(folder, e), e);
        } catch (RocksDBException e) {
            throw new ReplayException(
                    "Expected the states in %s to be usable, but they are not (%s): another replay uses them, or they are damaged; name another folder, or remove it"
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }

    @Override
    public MarkedTable table(int partition) {
        return tables.computeIfAbsent(partition, first -> new DiskTable(db, partition));
    }

    @Override
    public void close() {
        db.close();
        closeOptions();
    }

    static IllegalStateException unusable(RocksDBException failure) {
        return new IllegalStateException("Expected the states of the replay to be readable and writable", failure);
    }

    private void claim(Path folder, ReplayOrigin origin) throws RocksDBException {
        byte[] stored = db.get(ORIGIN);
        if (stored == null) {
            refuseIfUsed(folder);
            try (WriteOptions now = new WriteOptions().setSync(true)) {
                db.put(now, ORIGIN, origin.toBytes());
            }
            return;
        }
        Optional<ReplayOrigin> then = ReplayOrigin.of(stored);
        if (then.isEmpty()) {
            throw unclaimed(folder);
        }
        if (!then.get().equals(origin)) {
            throw new ReplayException("Expected the states in %s to be of this replay, but %s; name another folder"
                    .formatted(folder, String.join(", ", origin.differencesFrom(then.get()))));
        }
    }

    private void refuseIfUsed(Path folder) {
        try (RocksIterator all = db.newIterator()) {
            all.seekToFirst();
            if (all.isValid()) {
                throw unclaimed(folder);
            }
        }
    }

    private static ReplayException unclaimed(Path folder) {
        return new ReplayException(
                "Expected %s to say of which log its states are, but it does not: it is half-written, or no replay's; name another folder, or remove it"
                        .formatted(folder));
    }

    /** RocksDB would make itself at home in any folder. */
    private static boolean isForeign(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent()
                    && !Files.exists(folder.resolve("CURRENT"))
                    && !Files.exists(folder.resolve("LOCK"));
        }
    }

    private void closeOptions() {
        options.close();
        bloom.close();
        blocks.close();
    }
}
