package io.sessionfold.local.demo;

import io.sessionfold.engine.load.Trouble;
import io.sessionfold.engine.session.RejectionReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the demonstration came to.
 *
 * @param trouble how many runs met each trouble
 * @param rejected refused events by reason, as the engine counts them
 * @param implied refused events by reason, as the seeded trouble implies them
 * @param refusals whether the two are the same, or what differs
 * @param seconds from the first event sent to the last one folded
 * @param resumedFrom how many events an earlier attempt had brought into the topic
 * @param baselineEventsPerSecond the rate of a bare processor over the same events; null if it was not measured
 */
record DemoSummary(
        long sessions,
        long runs,
        long outcomes,
        long eventsRead,
        long applied,
        Map<Trouble, Long> trouble,
        Map<RejectionReason, Long> rejected,
        Map<RejectionReason, Long> implied,
        String refusals,
        long held,
        long deadLettered,
        long rerouted,
        long sessionsChanged,
        long activeRunsAtEnd,
        int maxConcurrentRuns,
        Verdict conservation,
        Verdict projectionInvariant,
        Verdict replay,
        double seconds,
        double eventsPerSecond,
        long resumedFrom,
        @Nullable Double baselineEventsPerSecond) {

    /** What {@link #refusals} says if there is nothing to say. */
    static final String AS_IMPLIED = "as implied";

    /**
     * Whether everything is as it must be. After a resume an error may have outlived its grace, which ends its run another
     * way: that is said, and it is no failure.
     */
    boolean holds() {
        return conservation.holds()
                && projectionInvariant.holds()
                && replay.holds()
                && (refusals.equals(AS_IMPLIED) || resumedFrom > 0);
    }
}
