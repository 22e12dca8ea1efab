package io.sessionfold.tests.dsl;

import java.util.function.Consumer;

/** An expectation that knows its own words. */
record Told(String text, Consumer<Moment> check) implements Expectation {

    @Override
    public void check(Moment moment) {
        check.accept(moment);
    }

    @Override
    public String toString() {
        return text;
    }
}
