package io.sessionfold.engine.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;

/**
 * Keeps the stores of Kafka Streams to the {@link NativeMemory} of the process, in place of a cache and write buffers of
 * each store's own. Streams makes one of these for each store that it opens.
 */
public final class RocksMemory implements RocksDBConfigSetter {

    /** The setting that carries the budget, in bytes. */
    public static final String BUDGET_BYTES = "sessionfold.rocksdb.memory.bytes";

    private static final long BLOCK_BYTES = 16L * 1024;

    private @Nullable NativeMemory share;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        Object budget = configs.get(BUDGET_BYTES);
        if (share == null) {
            share = NativeMemory.take(budget == null ? NativeMemory.DEFAULT_BYTES : Long.parseLong(budget.toString()));
        }
        // Streams' own, or it could not measure the cache; the cache that came with it is closed by Streams.
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setPinTopLevelIndexAndFilter(true);
        table.setBlockSize(BLOCK_BYTES);
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
        FailedWrites.areSaid(options);
        share.bound(options, table);
    }

    @Override
    public void close(String storeName, Options options) {
        if (share != null) {
            share.close();
            share = null;
        }
    }
}
