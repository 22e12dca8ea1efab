package io.sessionfold.engine.store;

import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * A share in the native memory of this process: one block cache for every RocksDB that it has open, and one write-buffer
 * manager that counts what is not on the disk yet within the same cache. However many stores there are, together they keep
 * to one budget. Whoever takes the first share fixes it; with the last one the memory is given back.
 */
public final class NativeMemory implements AutoCloseable {

    /** The budget where nobody names another, in bytes. */
    public static final long DEFAULT_BYTES = 256L * 1024 * 1024;

    /** What is not on the disk yet may be this part of the budget; beyond it the fullest store writes. */
    private static final int WRITE_BUFFER_PART = 4;

    private static final long WRITE_BUFFER_BYTES = 8L * 1024 * 1024;

    private static @Nullable Pool pool;
    private static int shares;

    private final Pool mine;
    private boolean isClosed;

    private NativeMemory(Pool mine) {
        this.mine = mine;
    }

    private record Pool(long bytes, Cache blocks, WriteBufferManager writeBuffers) {}

    /**
     * Takes a share.
     *
     * @param bytes the budget of all shares together; of the first one alone it counts
     */
    public static synchronized NativeMemory take(long bytes) {
        Pool common = pool;
        if (common == null) {
            RocksDB.loadLibrary();
            Cache blocks = new LRUCache(bytes);
            common = new Pool(bytes, blocks, new WriteBufferManager(bytes / WRITE_BUFFER_PART, blocks));
            pool = common;
        }
        shares++;
        return new NativeMemory(common);
    }

    /** How many shares are taken now. */
    public static synchronized int shares() {
        return shares;
    }

    /** What all stores of this process take now, in bytes; 0 while none is open. */
    public static synchronized long usedBytes() {
        return pool == null ? 0 : pool.blocks().getUsage();
    }

    /** What all of them may take, in bytes; 0 while none is open. */
    public static synchronized long budgetBytes() {
        return pool == null ? 0 : pool.bytes();
    }

    /** Keeps a RocksDB that is about to be opened to the common memory; its indexes and filters count too. */
    public void bound(Options options, BlockBasedTableConfig table) {
        table.setBlockCache(mine.blocks());
        table.setCacheIndexAndFilterBlocks(true);
        options.setWriteBufferManager(mine.writeBuffers());
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setTableFormatConfig(table);
    }

    /** Gives the share back. A RocksDB that is still open keeps what it uses until it is closed itself. */
    @Override
    public void close() {
        synchronized (NativeMemory.class) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            shares--;
            if (shares == 0) {
                mine.writeBuffers().close();
                mine.blocks().close();
                pool = null;
            }
        }
    }
}
