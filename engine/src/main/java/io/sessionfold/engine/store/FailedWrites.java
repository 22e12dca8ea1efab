package io.sessionfold.engine.store;

import java.util.List;
import org.rocksdb.AbstractEventListener;
import org.rocksdb.BackgroundErrorReason;
import org.rocksdb.Options;
import org.rocksdb.Status;

/**
 * What happens when RocksDB cannot write what a store took, because the disk is full or broken: the store fails its next
 * write with the file and the reason, and its thread is replaced, which restores it as soon as there is room. The history
 * index is opened again.
 *
 * <p>RocksDB by itself would resume when there is room. But a write that it holds back meanwhile keeps it from that for
 * ever: the flush of the resumption queues behind the write, which waits for the flush. The fold would stand still without a
 * word, and keep its partitions.
 *
 * <p>RocksDB's Java part does not know the reason of a store without a log of its own, complains of that on the error
 * output, and takes it for a no too.
 */
public final class FailedWrites extends AbstractEventListener {

    /** The one that all stores have; RocksDB's library has to be there when this class is first used. */
    private static final List<AbstractEventListener> OF_ALL_STORES = List.of(new FailedWrites());

    private FailedWrites() {
        super(EnabledEventCallback.ON_ERROR_RECOVERY_BEGIN);
    }

    /** Lets a RocksDB that is about to be opened say what it cannot write. */
    public static void areSaid(Options options) {
        options.setListeners(OF_ALL_STORES);
    }

    /** Whether RocksDB may resume by itself. */
    @Override
    public boolean onErrorRecoveryBegin(BackgroundErrorReason reason, Status failure) {
        return false;
    }
}
