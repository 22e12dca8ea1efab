package io.sessionfold.tests.dsl;

import io.sessionfold.tests.driver.Day;

/** Fills a payload in, word by word; times are read on the scenario's day. */
@FunctionalInterface
interface Fill<B> {

    void fill(B payload, Day day);

    /** Fills in this first, then the next. */
    default Fill<B> then(Fill<B> next) {
        return (payload, day) -> {
            fill(payload, day);
            next.fill(payload, day);
        };
    }
}
