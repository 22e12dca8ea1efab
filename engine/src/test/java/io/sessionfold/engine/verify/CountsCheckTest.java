package io.sessionfold.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class CountsCheckTest {

    private final Findings findings = new Findings();

    @Test
    @DisplayName("INV-46: everything read and decided holds")
    void everythingReadAndDecidedHolds() {
        compare(counts(3, 3), counts(3, 3));

        assertThat(findings.kept()).isEmpty();
    }

    @Test
    @DisplayName("INV-46: a record without a decision is found")
    void aRecordWithoutADecisionIsFound() {
        compare(counts(3, 2), counts(3, 2));

        assertThat(findings.kept()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.NOT_CONSERVED);
            assertThat(finding.actual()).contains("1 of 3 have none");
        });
    }

    @Test
    @DisplayName("INV-46: a record that was not read is found")
    void aRecordThatWasNotReadIsFound() {
        compare(counts(4, 4), counts(3, 3));

        assertThat(findings.kept()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.COUNTS_DIFFER);
            assertThat(finding.expected()).contains("read 4, applied 4");
            assertThat(finding.actual()).contains("read 3, applied 3");
        });
    }

    @Test
    void aRecordThatWasSkippedAfterACrashIsNoDifference() {
        ProgressCounts live = counts(3, 3);
        live.add(Count.SKIPPED, 2);
        compare(counts(3, 3), live);

        assertThat(findings.kept()).isEmpty();
    }

    private void compare(ProgressCounts replayed, ProgressCounts live) {
        CountsCheck.compare(replayed, live, new Position("events", 0, 2), 0, findings);
    }

    private static ProgressCounts counts(long read, long applied) {
        ProgressCounts counts = new ProgressCounts();
        counts.add(Count.READ, read);
        counts.add(Count.APPLIED, applied);
        return counts;
    }
}
