package io.sessionfold.engine.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found so far: all of it counted, and of each kind the earliest kept. Thread-safe. */
final class Findings {

    /** Of each kind; whoever has so many knows where to begin. */
    static final int KEPT_MAX = 20;

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, List<Finding>> kept = new EnumMap<>(Kind.class);

    synchronized void add(Finding finding) {
        counts.merge(finding.kind(), 1L, Long::sum);
        keep(finding);
    }

    /** Takes over what a part of the verification found. */
    void addAll(Findings other) {
        Map<Kind, Long> theirCounts = other.counts();
        List<Finding> theirs = other.kept();
        synchronized (this) {
            theirCounts.forEach((kind, number) -> counts.merge(kind, number, Long::sum));
            theirs.forEach(this::keep);
        }
    }

    synchronized Map<Kind, Long> counts() {
        return new EnumMap<>(counts);
    }

    /** What was kept, the earliest first. */
    synchronized List<Finding> kept() {
        return kept.values().stream()
                .flatMap(List::stream)
                .sorted(Finding.ORDER)
                .toList();
    }

    private void keep(Finding finding) {
        List<Finding> ofKind = kept.computeIfAbsent(finding.kind(), kind -> new ArrayList<>());
        ofKind.add(finding);
        if (ofKind.size() > KEPT_MAX) {
            ofKind.sort(Finding.ORDER);
            ofKind.remove(ofKind.size() - 1);
        }
    }
}
