package io.sessionfold.engine.history;

import java.nio.ByteBuffer;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** What is written at once: entries, and how far they bring their partitions. To be closed. */
final class HistoryBatch implements AutoCloseable {

    private static final byte[] NOTHING = new byte[0];

    private final WriteBatch batch = new WriteBatch();

    void event(int partition, byte[] recordKey, EventEntry event) {
        put(
                HistoryKeys.of(partition, recordKey, HistoryKeys.EVENT, event.offset(), 0),
                ByteBuffer.allocate(Long.BYTES).putLong(event.recordTimeMs()).array());
    }

    void row(int partition, byte[] recordKey, RowEntry row) {
        put(HistoryKeys.of(partition, recordKey, HistoryKeys.ROW, row.offset(), row.stateVersion()), row.value());
    }

    void refusal(int partition, byte[] recordKey, RefusalEntry refusal) {
        put(
                HistoryKeys.of(partition, recordKey, HistoryKeys.REFUSAL, refusal.offset(), refusal.refusalOffset()),
                NOTHING);
    }

    void progress(int partition, IndexProgress progress) {
        put(HistoryKeys.progress(partition), progress.toBytes());
    }

    WriteBatch batch() {
        return batch;
    }

    @Override
    public void close() {
        batch.close();
    }

    private void put(byte[] key, byte[] value) {
        try {
            batch.put(key, value);
        } catch (RocksDBException e) {
            throw new HistoryStoreException("Expected memory for the history index to be written to", e);
        }
    }
}
