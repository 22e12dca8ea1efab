package io.sessionfold.tests.random;

import io.sessionfold.tests.driver.Recording;
import java.util.List;

/** What holds of every history. */
@FunctionalInterface
interface Law {

    /** Fails with an AssertionError that says what does not hold. */
    void check(Recording recording);

    /** All of them. */
    static Law all(List<Law> laws) {
        return recording -> laws.forEach(law -> law.check(recording));
    }
}
