package io.sessionfold.engine.load;

import io.sessionfold.engine.session.RejectionReason;
import java.util.EnumMap;
import java.util.Map;

/** How often each trouble was put into a load, and which refusals follow from it. */
public final class ImpliedTrouble {

    private final Map<Trouble, Long> runs = new EnumMap<>(Trouble.class);

    void add(Trouble trouble) {
        runs.merge(trouble, 1L, Long::sum);
    }

    /** How many runs met each trouble; one that none met is absent. */
    public Map<Trouble, Long> runs() {
        return new EnumMap<>(runs);
    }

    /** How many runs met this trouble. */
    public long runs(Trouble trouble) {
        return runs.getOrDefault(trouble, 0L);
    }

    /** How many events will be refused, by reason; a reason that is not implied is absent. */
    public Map<RejectionReason, Long> rejected() {
        Map<RejectionReason, Long> rejected = new EnumMap<>(RejectionReason.class);
        runs.forEach(
                (trouble, number) -> trouble.implied().ifPresent(reason -> rejected.merge(reason, number, Long::sum)));
        return rejected;
    }
}
