package io.sessionfold.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.store.NativeMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that ada had, deleted, and that bob has since. */
class HistorySliceTest {

    private static final String KEY = "acme/chat-1";
    private static final byte[] RECORD_KEY = KEY.getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private HistoryStore store;

    @BeforeEach
    void twoLives() {
        store = HistoryStore.open(folder, new LogIdentity(7), NativeMemory.take(NativeMemory.DEFAULT_BYTES));
        try (HistoryBatch batch = new HistoryBatch()) {
            for (long offset : new long[] {1, 10, 12, 20, 25, 30, 31, 99}) {
                batch.event(3, RECORD_KEY, new EventEntry(offset, 0));
            }
            batch.row(3, RECORD_KEY, new RowEntry(10, 1, 100, false, false, "ada"));
            batch.row(3, RECORD_KEY, new RowEntry(20, 2, 101, true, false, "ada"));
            batch.row(3, RECORD_KEY, new RowEntry(30, 3, 102, false, false, "bob"));
            batch.row(3, RECORD_KEY, new RowEntry(30, 4, 103, false, false, "bob"));
            batch.refusal(3, RECORD_KEY, new RefusalEntry(12, 7));
            store.write(batch);
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everyEventUpToTheReachIsThereWithItsRowsAndItsRefusal() {
        HistorySlice slice = slice(-1, 100, null);

        assertThat(offsets(slice)).containsExactly(1L, 10L, 12L, 20L, 25L, 30L, 31L);
        assertThat(slice.items().get(2).refusal()).isEqualTo(new RefusalEntry(12, 7));
        assertThat(slice.items().get(5).rows())
                .as("the creation, and what had waited for it")
                .extracting(RowEntry::stateVersion)
                .containsExactly(3L, 4L);
        assertThat(slice.items().get(6).before())
                .satisfies(row -> assertThat(row.stateVersion()).isEqualTo(4));
        assertThat(slice.next()).isEqualTo(-1);
    }

    @Test
    void pagesFollowEachOtherWithoutAGap() {
        HistorySlice first = slice(-1, 3, null);
        HistorySlice second = slice(first.next(), 3, null);
        HistorySlice third = slice(second.next(), 3, null);

        assertThat(offsets(first)).containsExactly(1L, 10L, 12L);
        assertThat(offsets(second)).containsExactly(20L, 25L, 30L);
        assertThat(second.items().get(0).before())
                .satisfies(row -> assertThat(row.stateVersion()).isEqualTo(1));
        assertThat(offsets(third)).containsExactly(31L);
        assertThat(third.next()).isEqualTo(-1);
    }

    @Test
    @DisplayName("INV-38: of a key that two users had one after the other, each is shown their own life of it alone")
    void eachOwnerSeesTheirOwnLife() {
        assertThat(offsets(slice(-1, 100, "ada"))).containsExactly(10L, 12L, 20L);
        assertThat(offsets(slice(-1, 100, "bob"))).containsExactly(30L, 31L);
        assertThat(slice(-1, 2, "ada").next()).isEqualTo(12);
        assertThat(slice(-1, 100, "eve").isAnySeen()).isFalse();
    }

    private HistorySlice slice(long after, int limit, @Nullable String owner) {
        return HistorySlice.of(
                store, KEY, new HistoryWish(after, limit, -1, owner, Duration.ZERO), new Reach(3, 0, 50));
    }

    private static List<Long> offsets(HistorySlice slice) {
        return slice.items().stream().map(item -> item.event().offset()).toList();
    }
}
