package io.sessionfold.tests.random;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.NoSuchEventException;

/** Makes a history that breaks a law smaller, by leaving out whatever it breaks it without. */
final class Shrinker {

    private final Driver driver;
    private final Law law;

    Shrinker(Driver driver, Law law) {
        this.driver = driver;
        this.law = law;
    }

    /** The failure of the smallest history that was found, with the seed and the scenario. */
    AssertionError explain(History broken) {
        History smallest = shrink(broken);
        AssertionError failure = breaks(smallest) ? failureOf(smallest) : failureOf(broken);
        return new AssertionError(
                "Expected every law to hold on " + driver.name() + ", but with seed " + broken.seed()
                        + "L one does not: " + failure.getMessage() + "\n\nIt holds no more for:\n"
                        + smallest.asScenario(),
                failure);
    }

    private History shrink(History broken) {
        History smallest = broken;
        for (int size = broken.happenings().size() / 2; size > 0; size /= 2) {
            int from = 0;
            while (from < smallest.happenings().size()) {
                int to = Math.min(from + size, smallest.happenings().size());
                History candidate = smallest.without(from, to);
                if (breaks(candidate)) {
                    smallest = candidate;
                } else {
                    from = to;
                }
            }
        }
        return smallest;
    }

    private boolean breaks(History candidate) {
        try {
            candidate.play(driver, law);
            return false;
        } catch (AssertionError broken) {
            return true;
        } catch (NoSuchEventException leftOut) {
            return false;
        }
    }

    private AssertionError failureOf(History broken) {
        try {
            broken.play(driver, law);
            return new AssertionError("it holds when it is tried again");
        } catch (AssertionError failure) {
            return failure;
        }
    }
}
