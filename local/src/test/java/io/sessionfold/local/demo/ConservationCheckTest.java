package io.sessionfold.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConservationCheckTest {

    private final ConservationCheck check = new ConservationCheck();

    @Test
    void everythingReadAndDecidedHolds() {
        check.partition("events", 0, counts(3, 3), 3);
        check.output("rows", 2, Map.of(0, 1L, 1, 1L));

        assertThat(check.verdict()).hasToString(Verdict.HOLDS);
    }

    @Test
    void aRecordWithoutADecisionIsFound() {
        check.partition("events", 0, counts(3, 2), 3);

        assertThat(check.verdict().toString()).contains("1 of 3 have none");
    }

    @Test
    void aRecordThatWasNotReadIsFound() {
        check.partition("events", 0, counts(3, 3), 4);

        assertThat(check.verdict().toString())
                .contains("to have read the 4 records of partition 0 of events, but it counts 3");
    }

    @Test
    void anOutputThatIsNotThereIsFound() {
        check.output("rows", 2, Map.of(0, 1L));

        assertThat(check.verdict().toString()).contains("the 2 records of rows", "there are 1");
    }

    private static ProgressCounts counts(long read, long applied) {
        ProgressCounts counts = new ProgressCounts();
        counts.add(Count.READ, read);
        counts.add(Count.APPLIED, applied);
        return counts;
    }
}
