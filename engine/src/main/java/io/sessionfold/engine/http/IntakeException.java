package io.sessionfold.engine.http;

import java.io.IOException;

/** Ends the reading of a body with a problem. */
final class IntakeException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    IntakeException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
