package io.sessionfold.tests.dsl;

import io.sessionfold.contract.Phase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How a controller's reports lead from PENDING into each phase, written by hand from the phase table. */
final class WayToPhase {

    /** The phase before, on a way to it. */
    private static final Map<Phase, Phase> FROM = new EnumMap<>(Map.ofEntries(
            Map.entry(Phase.SCHEDULED, Phase.PENDING),
            Map.entry(Phase.PREPARING, Phase.PENDING),
            Map.entry(Phase.CREATING, Phase.PENDING),
            Map.entry(Phase.RUNNING, Phase.PENDING),
            Map.entry(Phase.DEGRADED, Phase.RUNNING),
            Map.entry(Phase.RESTARTING, Phase.RUNNING),
            Map.entry(Phase.HIBERNATING, Phase.RUNNING),
            Map.entry(Phase.HIBERNATED, Phase.RUNNING),
            Map.entry(Phase.WAKING, Phase.HIBERNATED),
            Map.entry(Phase.TERMINATING, Phase.PENDING),
            Map.entry(Phase.TERMINATED, Phase.PENDING),
            Map.entry(Phase.CANCELLED, Phase.PENDING),
            Map.entry(Phase.FAILED, Phase.PENDING)));

    private WayToPhase() {}

    /** The phases to report, in order. */
    static List<Phase> of(Phase goal) {
        List<Phase> way = new ArrayList<>();
        for (Phase at = goal; at != Phase.PENDING; at = Objects.requireNonNull(FROM.get(at), "a way to " + goal)) {
            way.add(0, at);
        }
        return List.copyOf(way);
    }
}
