package io.sessionfold.tests.load;

import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.live.LiveTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Holds all that was answered and published against the log. */
public final class LoadVerdict {

    private final FreshnessCheck freshness = new FreshnessCheck();
    private final Violations violations = new Violations();

    /**
     * Judges.
     *
     * @param topics read to their ends
     * @param metrics what each instance shows of itself
     */
    public LoadVerdict(LiveTopics topics, Recorder recorder, List<String> metrics) {
        List<LogEntry> log = new ArrayList<>();
        for (String tenant : LoadPlan.TENANTS) {
            log.addAll(topics.of(tenant).log());
            OutputCheck.check(topics.of(tenant).log(), topics.of(tenant).outputs(), violations);
        }
        FoldedLog folded = FoldedLog.of(log);
        for (Check check : List.of(
                new RowCheck(Set.copyOf(LoadPlan.TENANTS)),
                new AbsenceCheck(),
                freshness,
                new PageCheck(),
                new DecisionCheck(),
                new AdmissionCheck())) {
            check.check(folded, recorder.answers(), violations);
        }
        Conservation.of(metrics).check(log.size(), violations);
    }

    /** What is wrong. */
    public Violations violations() {
        return violations;
    }

    FreshnessCheck freshness() {
        return freshness;
    }
}
