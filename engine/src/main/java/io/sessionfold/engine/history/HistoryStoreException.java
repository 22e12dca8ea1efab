package io.sessionfold.engine.history;

import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** The index cannot be read or written. */
final class HistoryStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean isCorrupt;

    HistoryStoreException(String message, RocksDBException cause) {
        super(message + ": " + cause.getMessage(), cause);
        this.isCorrupt = cause.getStatus() != null && cause.getStatus().getCode() == Status.Code.Corruption;
    }

    /** Whether what lies there is no index: it is made anew. */
    boolean isCorrupt() {
        return isCorrupt;
    }
}
