package io.sessionfold.local.demo;

import io.sessionfold.engine.verify.Finding;
import io.sessionfold.engine.verify.Kind;
import io.sessionfold.engine.verify.Report;
import java.util.Set;

/**
 * What one part of a verification came to.
 *
 * @param words {@value #HOLDS}, or a sentence with the first thing that does not
 */
record Verdict(String words) {

    /** The word for a check that found nothing wrong. */
    static final String HOLDS = "holds";

    /** What a report says of some kinds of findings. */
    static Verdict of(Report report, Set<Kind> kinds) {
        return new Verdict(report.findings().stream()
                .filter(finding -> kinds.contains(finding.kind()))
                .findFirst()
                .map(Finding::sentence)
                .orElse(HOLDS));
    }

    boolean holds() {
        return words.equals(HOLDS);
    }

    @Override
    public String toString() {
        return words;
    }
}
