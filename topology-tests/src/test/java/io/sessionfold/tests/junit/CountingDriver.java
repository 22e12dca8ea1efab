package io.sessionfold.tests.junit;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.Stage;

/** A driver that knows whether it was used: a scenario without {@code on(driver)} would test nothing. */
final class CountingDriver implements Driver {

    private final Driver driver;
    private int played;

    CountingDriver(Driver driver) {
        this.driver = driver;
    }

    @Override
    public String name() {
        return driver.name();
    }

    @Override
    public Stage begin() {
        played++;
        return driver.begin();
    }

    void mustHavePlayed() {
        if (played == 0) {
            throw new AssertionError("Expected the test to play a scenario on " + name() + ", but it played none");
        }
    }
}
