package io.sessionfold.engine.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was found so far: all of it counted, and of each kind and partition the first kept. Thread-safe. */
final class Findings {

    /** Of each kind in each partition; whoever has so many knows where to begin. */
    static final int KEPT_MAX = 20;

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<String, Map<Kind, List<Finding>>> lanes = new HashMap<>();

    synchronized void add(Finding finding) {
        counts.merge(finding.kind(), 1L, Long::sum);
        List<Finding> kept = lanes.computeIfAbsent(finding.lane(), lane -> new EnumMap<>(Kind.class))
                .computeIfAbsent(finding.kind(), kind -> new ArrayList<>());
        kept.add(finding);
        if (kept.size() > KEPT_MAX) {
            kept.sort(Finding.IN_LANE);
            kept.remove(kept.size() - 1);
        }
    }

    /** Takes over what a part of the verification found. */
    void addAll(Findings other) {
        Map<Kind, Long> all = other.counts();
        List<Finding> kept = other.kept();
        synchronized (this) {
            kept.forEach(this::add);
            all.forEach((kind, number) -> {
                long added =
                        kept.stream().filter(finding -> finding.kind() == kind).count();
                counts.merge(kind, number - added, Long::sum);
            });
        }
    }

    synchronized Map<Kind, Long> counts() {
        return new EnumMap<>(counts);
    }

    /** What was kept: those of a partition in the order of the log, the partition whose first is the earliest first. */
    synchronized List<Finding> kept() {
        List<List<Finding>> inOrder = new ArrayList<>();
        for (Map<Kind, List<Finding>> lane : lanes.values()) {
            inOrder.add(lane.values().stream()
                    .flatMap(List::stream)
                    .sorted(Finding.IN_LANE)
                    .toList());
        }
        inOrder.sort(
                Comparator.comparingLong((List<Finding> lane) -> lane.get(0).recordTimeMs())
                        .thenComparing(lane -> lane.get(0).lane()));
        return inOrder.stream().flatMap(List::stream).toList();
    }
}
