package io.sessionfold.tests.load;

import java.util.List;

/** Holds the answers against the log; says what is wrong, and never fails by itself. */
interface Check {

    void check(FoldedLog log, List<Answer> answers, Violations violations);
}
