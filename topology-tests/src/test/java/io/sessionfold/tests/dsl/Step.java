package io.sessionfold.tests.dsl;

import org.jspecify.annotations.Nullable;

/**
 * One line of a scenario: a happening or an expectation.
 *
 * @param word how the line begins: has, when, and, then
 * @param begins whether what is seen is counted from here
 */
record Step(
        String word,
        @Nullable Happening happening,
        @Nullable Expectation expectation,
        boolean begins) {

    static Step happens(String word, Happening happening, boolean begins) {
        return new Step(word, happening, null, begins);
    }

    static Step expects(String word, Expectation expectation) {
        return new Step(word, null, expectation, false);
    }

    @Override
    public String toString() {
        return "." + word + "(" + (happening == null ? expectation : happening) + ")";
    }
}
