package io.sessionfold.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import org.junit.jupiter.api.Test;

class ProgressQueryTest {

    private final MemoryStores stores = new MemoryStores(3);
    private final ProgressQuery progress = new ProgressQuery(stores);

    @Test
    void theCountsOfThePartitionsAreAddedUp() {
        stores.with(0, read(3)).with(2, read(4));

        assertThat(progress.total())
                .isInstanceOfSatisfying(
                        QueryResult.Found.class,
                        found -> assertThat(((ProgressCounts) found.value()).get(Count.READ))
                                .isEqualTo(7));
    }

    @Test
    void aPartitionThatMovesMakesTheSumUnknown() {
        stores.with(0, read(3)).move(1);

        assertThat(progress.total()).isInstanceOf(QueryResult.NotReady.class);
    }

    private static ProgressCounts read(long records) {
        ProgressCounts counts = new ProgressCounts();
        counts.add(Count.READ, records);
        return counts;
    }
}
