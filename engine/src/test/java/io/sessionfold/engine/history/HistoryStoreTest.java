package io.sessionfold.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.store.NativeMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryStoreTest {

    private static final LogIdentity LOG = new LogIdentity(7);
    private static final String KEY = "acme/chat-1";

    @TempDir
    Path folder;

    @Test
    void theLastRowAtOrBeforeAnEventIsFoundAmongItsOwnSessionsRowsAlone() {
        try (HistoryStore store = open(folder, LOG)) {
            write(store, 3, "acme/chat", 50, 9);
            write(store, 3, KEY, 10, 1);
            write(store, 3, KEY, 20, 2);
            write(store, 3, KEY, 20, 3);
            write(store, 3, "acme/chat-10", 5, 9);
            write(store, 4, KEY, 1, 9);

            assertThat(store.rowAtOrBefore(3, KEY, 9)).isEmpty();
            assertThat(store.rowAtOrBefore(3, KEY, 10))
                    .hasValueSatisfying(row -> assertThat(row.stateVersion()).isEqualTo(1));
            assertThat(store.rowAtOrBefore(3, KEY, 19))
                    .hasValueSatisfying(row -> assertThat(row.stateVersion()).isEqualTo(1));
            assertThat(store.rowAtOrBefore(3, KEY, 20))
                    .as("the last of the rows that one event published")
                    .hasValueSatisfying(row -> assertThat(row).isEqualTo(row(20, 3)));
            assertThat(store.rows(3, KEY, 0, 0, 10))
                    .extracting(RowEntry::stateVersion)
                    .containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void whatWasWrittenWithItsOffsetsIsThereAfterAKill() throws IOException {
        Path killed = folder.resolve("killed");
        try (HistoryStore store = open(folder.resolve("live"), LOG)) {
            write(store, 3, KEY, 10, 1);
            // What lies on disk while it is open is what a killed process leaves.
            copy(folder.resolve("live"), killed);
        }
        try (HistoryStore store = open(killed, LOG)) {
            assertThat(store.progress(3)).hasValue(new IndexProgress(0, 11, 5, 2));
            assertThat(store.events(3, KEY, 0, 10)).containsExactly(new EventEntry(10, 1_000));
            assertThat(store.refusals(3, KEY, 0, 10)).containsExactly(new RefusalEntry(10, 77));
            assertThat(store.partitions()).containsExactly(3);
        }
    }

    @Test
    void anIndexOfAnotherLogIsMadeAnew() {
        try (HistoryStore store = open(folder, LOG)) {
            write(store, 3, KEY, 10, 1);
        }
        try (HistoryStore store = open(folder, LOG)) {
            assertThat(store.partitions()).as("of the same log it is kept").containsExactly(3);
        }
        try (HistoryStore store = open(folder, new LogIdentity(8))) {
            assertThat(store.partitions()).isEmpty();
            assertThat(store.rowAtOrBefore(3, KEY, 100)).isEmpty();
        }
    }

    @Test
    void aHalfWrittenIndexIsMadeAnew() throws IOException {
        try (HistoryStore store = open(folder, LOG)) {
            write(store, 3, KEY, 10, 1);
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path manifest : files.filter(
                            file -> file.getFileName().toString().startsWith("MANIFEST"))
                    .toList()) {
                Files.write(manifest, new byte[] {1, 2, 3});
            }
        }
        try (HistoryStore store = open(folder, LOG)) {
            assertThat(store.partitions()).isEmpty();
            write(store, 3, KEY, 10, 1);
            assertThat(store.partitions()).containsExactly(3);
        }
    }

    @Test
    void aDroppedPartitionIsForgottenAndTheOthersAreNot() {
        try (HistoryStore store = open(folder, LOG)) {
            write(store, 3, KEY, 10, 1);
            write(store, 4, KEY, 10, 1);

            store.drop(3);

            assertThat(store.partitions()).containsExactly(4);
            assertThat(store.rows(3, KEY, 0, 0, 10)).isEmpty();
            assertThat(store.rows(4, KEY, 0, 0, 10)).hasSize(1);
        }
    }

    @Test
    void whatTheIndexHasNotOnDiskYetCountsInTheMemoryOfAllStores() {
        try (HistoryStore store = open(folder, LOG)) {
            long before = NativeMemory.usedBytes();
            for (int offset = 0; offset < 2_000; offset++) {
                write(store, 3, "acme/" + "k".repeat(500), offset, offset);
            }
            assertThat(NativeMemory.usedBytes() - before).isGreaterThan(2_000 * 3 * 500);
        }
    }

    private static HistoryStore open(Path folder, LogIdentity log) {
        return HistoryStore.open(folder, log, NativeMemory.take(NativeMemory.DEFAULT_BYTES));
    }

    private static void write(HistoryStore store, int partition, String key, long offset, long version) {
        byte[] recordKey = key.getBytes(StandardCharsets.UTF_8);
        try (HistoryBatch batch = new HistoryBatch()) {
            batch.event(partition, recordKey, new EventEntry(offset, 1_000));
            batch.row(partition, recordKey, row(offset, version));
            batch.refusal(partition, recordKey, new RefusalEntry(offset, 77));
            batch.progress(partition, new IndexProgress(0, offset + 1, 5, 2));
            store.write(batch);
        }
    }

    private static RowEntry row(long offset, long version) {
        return new RowEntry(offset, version, 1_000 + version, false, true, "ada");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
