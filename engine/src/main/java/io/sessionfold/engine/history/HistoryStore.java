package io.sessionfold.engine.history;

import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.store.FailedWrites;
import io.sessionfold.engine.store.NativeMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index on disk: one RocksDB, whatever the number of partitions, within the memory that all stores share. A batch and the offsets
 * that it reaches are one write, so that a killed process finds an index that says truly how far it is. What is of another
 * log, of another form, or no index at all is thrown away when it is opened: everything in it can be read again.
 */
final class HistoryStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryStore.class);

    /** Of the keys and values; another number makes every index anew. */
    private static final long FORM = 1;

    private static final int OPEN_FILES_MAX = 64;

    private final NativeMemory memory;
    private final Options options;
    private final WriteOptions writes = new WriteOptions();
    private final RocksDB db;

    private HistoryStore(NativeMemory memory, Options options, RocksDB db) {
        this.memory = memory;
        this.options = options;
        this.db = db;
    }

    /**
     * Opens the index in a folder, empty if there is none of this log.
     *
     * @param memory its share, which goes with it
     */
    static HistoryStore open(Path folder, LogIdentity log, NativeMemory memory) {
        Options options = options(memory);
        try {
            Files.createDirectories(folder);
            return new HistoryStore(memory, options, opened(folder, options, log));
        } catch (RocksDBException e) {
            options.close();
            memory.close();
            throw new HistoryStoreException("Expected the history index in " + folder + " to be opened", e);
        } catch (IOException e) {
            options.close();
            memory.close();
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a batch, whole or not at all. */
    void write(HistoryBatch batch) {
        try {
            db.write(writes, batch.batch());
        } catch (RocksDBException e) {
            throw new HistoryStoreException("Expected the history index to be written", e);
        }
    }

    /** How far a partition is indexed; empty if it is not. */
    Optional<IndexProgress> progress(int partition) {
        try {
            return Optional.ofNullable(db.get(HistoryKeys.progress(partition))).map(IndexProgress::of);
        } catch (RocksDBException e) {
            throw new HistoryStoreException("Expected the history index to be read", e);
        }
    }

    /** The partitions of which something is indexed. */
    List<Integer> partitions() {
        byte[] first = HistoryKeys.progress(0);
        byte[] prefix = new byte[first.length - Integer.BYTES];
        System.arraycopy(first, 0, prefix, 0, prefix.length);
        return list(
                prefix,
                first,
                Integer.MAX_VALUE,
                (key, value) -> ByteBuffer.wrap(key).getInt(key.length - Integer.BYTES));
    }

    /** Forgets a partition. */
    void drop(int partition) {
        try {
            // First that it is there: what is left of a drop that was cut short is written over.
            db.delete(HistoryKeys.progress(partition));
            db.deleteRange(HistoryKeys.partition(partition), HistoryKeys.partition(partition + 1));
        } catch (RocksDBException e) {
            throw new HistoryStoreException("Expected the history index to be written", e);
        }
    }

    /** The last row that was published at or before an event: one seek. */
    Optional<RowEntry> rowAtOrBefore(int partition, String recordKey, long offset) {
        byte[] prefix = HistoryKeys.prefix(partition, recordKey, HistoryKeys.ROW);
        byte[] from = HistoryKeys.of(partition, recordKey, HistoryKeys.ROW, offset, Long.MAX_VALUE);
        try (ReadOptions reading = new ReadOptions();
                RocksIterator entries = db.newIterator(reading)) {
            entries.seekForPrev(from);
            boolean isThere = entries.isValid() && HistoryKeys.startsWith(entries.key(), prefix);
            check(entries);
            return isThere ? Optional.of(RowEntry.of(entries.key(), entries.value())) : Optional.empty();
        }
    }

    /** The rows behind a row, or from an event on, in order. */
    List<RowEntry> rows(int partition, String recordKey, long fromOffset, long fromVersion, int limit) {
        return list(
                HistoryKeys.prefix(partition, recordKey, HistoryKeys.ROW),
                HistoryKeys.of(partition, recordKey, HistoryKeys.ROW, fromOffset, fromVersion),
                limit,
                RowEntry::of);
    }

    /** The events from one on, in order. */
    List<EventEntry> events(int partition, String recordKey, long fromOffset, int limit) {
        return list(
                HistoryKeys.prefix(partition, recordKey, HistoryKeys.EVENT),
                HistoryKeys.of(partition, recordKey, HistoryKeys.EVENT, fromOffset, 0),
                limit,
                (key, value) -> new EventEntry(
                        HistoryKeys.offset(key), ByteBuffer.wrap(value).getLong()));
    }

    /** The refusals from an event on, in order. */
    List<RefusalEntry> refusals(int partition, String recordKey, long fromOffset, int limit) {
        return list(
                HistoryKeys.prefix(partition, recordKey, HistoryKeys.REFUSAL),
                HistoryKeys.of(partition, recordKey, HistoryKeys.REFUSAL, fromOffset, 0),
                limit,
                (key, value) -> new RefusalEntry(HistoryKeys.offset(key), HistoryKeys.which(key)));
    }

    @Override
    public void close() {
        db.close();
        writes.close();
        options.close();
        memory.close();
    }

    private <T> List<T> list(byte[] prefix, byte[] from, int limit, BiFunction<byte[], byte[], T> read) {
        List<T> found = new ArrayList<>();
        try (ReadOptions reading = new ReadOptions();
                RocksIterator entries = db.newIterator(reading)) {
            for (entries.seek(from);
                    found.size() < limit && entries.isValid() && HistoryKeys.startsWith(entries.key(), prefix);
                    entries.next()) {
                found.add(read.apply(entries.key(), entries.value()));
            }
            check(entries);
        }
        return found;
    }

    private static void check(RocksIterator entries) {
        try {
            entries.status();
        } catch (RocksDBException e) {
            throw new HistoryStoreException("Expected the history index to be read", e);
        }
    }

    private static Options options(NativeMemory memory) {
        Options options = new Options()
                .setCreateIfMissing(true)
                .setMaxOpenFiles(OPEN_FILES_MAX)
                .setCompressionType(CompressionType.LZ4_COMPRESSION);
        memory.bound(options, new BlockBasedTableConfig());
        FailedWrites.areSaid(options);
        return options;
    }

    private static RocksDB opened(Path folder, Options options, LogIdentity log) throws RocksDBException {
        RocksDB db = whole(folder, options);
        byte[] wanted = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(FORM)
                .putLong(log.value())
                .array();
        byte[] found = db.get(HistoryKeys.log());
        if (found == null || !ByteBuffer.wrap(found).equals(ByteBuffer.wrap(wanted))) {
            boolean isNew = found == null && isEmpty(db);
            if (!isNew) {
                LOG.atWarn()
                        .addKeyValue("folder", folder)
                        .log("The history index is of another log or not whole; it is made anew");
                db.close();
                RocksDB.destroyDB(folder.toString(), options);
                db = RocksDB.open(options, folder.toString());
            }
            db.put(HistoryKeys.log(), wanted);
        }
        return db;
    }

    /** Opens what lies there; what cannot be opened, unless another process has it, is no index. */
    private static RocksDB whole(Path folder, Options options) throws RocksDBException {
        try {
            return RocksDB.open(options, folder.toString());
        } catch (RocksDBException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("lock") || message.contains("LOCK")) {
                throw e;
            }
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("folder", folder)
                    .log("The history index cannot be opened; it is made anew");
            discard(folder);
            return RocksDB.open(options, folder.toString());
        }
    }

    /** Throws away what lies in a folder. */
    static void discard(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEmpty(RocksDB db) {
        try (RocksIterator entries = db.newIterator()) {
            entries.seekToFirst();
            return !entries.isValid();
        }
    }
}
