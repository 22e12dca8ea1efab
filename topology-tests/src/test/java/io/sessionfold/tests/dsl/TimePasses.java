package io.sessionfold.tests.dsl;

import io.sessionfold.tests.driver.Day;

/** The clock moves on; nobody waits for it. */
record TimePasses(String text, To to) implements Happening {

    /** Where the clock moves to, in milliseconds since 1970. */
    @FunctionalInterface
    interface To {
        long ms(Day day, long nowMs);
    }

    @Override
    public void happenIn(Performance performance) {
        performance.timePasses(to);
    }

    @Override
    public String toString() {
        return text;
    }
}
