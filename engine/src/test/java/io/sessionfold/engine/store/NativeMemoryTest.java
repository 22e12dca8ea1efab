package io.sessionfold.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** However many stores a process opens, they keep to one budget. */
final class NativeMemoryTest {

    private static final long BUDGET = 32L << 20;
    private static final long OTHER_BUDGET = 48L << 20;
    private static final int WRITTEN = 4 << 20;
    private static final int VALUE = 64 << 10;

    @TempDir
    Path folder;

    @BeforeEach
    @AfterEach
    void nothingIsTaken() {
        assertThat(NativeMemory.shares()).isZero();
        assertThat(NativeMemory.usedBytes()).isZero();
        assertThat(NativeMemory.budgetBytes()).isZero();
    }

    @Test
    void whatOneStoreKeepsInMemoryCountsForAll() throws RocksDBException {
        try (Store written = new Store("written", BUDGET);
                Store idle = new Store("idle", BUDGET)) {
            long before = NativeMemory.usedBytes();
            for (int i = 0; i < WRITTEN / VALUE; i++) {
                written.db.put(new byte[] {(byte) i}, new byte[VALUE]);
            }
            assertThat(NativeMemory.usedBytes() - before).isGreaterThanOrEqualTo(WRITTEN);
            assertThat(idle.db.getLongProperty("rocksdb.block-cache-usage")).isEqualTo(NativeMemory.usedBytes());
            assertThat(idle.db.getLongProperty("rocksdb.block-cache-capacity")).isEqualTo(BUDGET);
            assertThat(written.db.getLongProperty("rocksdb.block-cache-capacity"))
                    .isEqualTo(BUDGET);
        }
    }

    @Test
    void whoeverTakesTheFirstShareFixesTheBudgetUntilTheLastIsGivenBack() {
        NativeMemory first = NativeMemory.take(BUDGET);
        NativeMemory second = NativeMemory.take(OTHER_BUDGET);
        assertThat(NativeMemory.budgetBytes()).isEqualTo(BUDGET);
        first.close();
        first.close();
        assertThat(NativeMemory.shares()).as("given back twice counts once").isOne();
        second.close();

        NativeMemory next = NativeMemory.take(OTHER_BUDGET);
        assertThat(NativeMemory.budgetBytes()).isEqualTo(OTHER_BUDGET);
        next.close();
    }

    @Test
    void aStoreThatIsOpenWhenTheLastShareGoesStillAnswers() throws RocksDBException {
        try (Store store = new Store("open", BUDGET)) {
            store.db.put(new byte[] {1}, new byte[] {2});
            store.memory.close();
            assertThat(store.db.get(new byte[] {1})).containsExactly(2);
        }
    }

    /** A RocksDB on the common memory. */
    private final class Store implements AutoCloseable {

        private final NativeMemory memory;
        private final Options options;
        private final RocksDB db;

        Store(String name, long budget) throws RocksDBException {
            memory = NativeMemory.take(budget);
            options = new Options().setCreateIfMissing(true);
            memory.bound(options, new BlockBasedTableConfig());
            db = RocksDB.open(options, folder.resolve(name).toString());
        }

        @Override
        public void close() {
            db.close();
            options.close();
            memory.close();
        }
    }
}
