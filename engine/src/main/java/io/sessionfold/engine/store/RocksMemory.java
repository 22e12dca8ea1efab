package io.sessionfold.engine.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the native memory of all RocksDB stores of a process: one block cache and one write-buffer manager for all of
 * them, in place of one each. The budget is fixed by the first store that opens.
 */
public final class RocksMemory implements RocksDBConfigSetter {

    /** The setting that carries the budget, in bytes. */
    public static final String BUDGET_BYTES = "sessionfold.rocksdb.memory.bytes";

    private static final long DEFAULT_BUDGET_BYTES = 256L * 1024 * 1024;
    private static final long WRITE_BUFFER_BYTES = 8L * 1024 * 1024;
    private static final long BLOCK_BYTES = 16L * 1024;
    private static final int WRITE_BUFFER_SHARE = 4;

    private static @Nullable Shared shared;

    /** Never closed: stores come and go with their tasks, and this memory is the process's own. */
    private record Shared(Cache cache, WriteBufferManager writeBuffers) {}

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        Shared memory = shared(configs.get(BUDGET_BYTES));
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setBlockSize(BLOCK_BYTES);
        options.setWriteBufferManager(memory.writeBuffers());
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
        options.setTableFormatConfig(table);
    }

    @Override
    public void close(String storeName, Options options) {
        // Nothing of a store's own was made; what is shared outlives it.
    }

    private static synchronized Shared shared(@Nullable Object budget) {
        if (shared == null) {
            RocksDB.loadLibrary();
            long bytes = budget == null ? DEFAULT_BUDGET_BYTES : Long.parseLong(budget.toString());
            Cache cache = new LRUCache(bytes);
            shared = new Shared(cache, new WriteBufferManager(bytes / WRITE_BUFFER_SHARE, cache));
        }
        return shared;
    }
}
