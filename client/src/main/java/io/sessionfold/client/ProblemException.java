package io.sessionfold.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server's own refusal, with its stable code; sometimes with an explanation that only an older server needs. */
public final class ProblemException extends SessionfoldException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final @Nullable String explanation;

    ProblemException(Problem problem, @Nullable String explanation) {
        super(message(problem, explanation), null);
        this.problem = problem;
        this.explanation = explanation;
    }

    public Problem problem() {
        return problem;
    }

    public int status() {
        return problem.status();
    }

    /** The stable code, e.g. {@code session_not_found}. */
    public String code() {
        return problem.code();
    }

    public String detail() {
        return problem.detail();
    }

    /** Why it probably is so, where the server is too old to say it itself (INV-43). */
    public Optional<String> explanation() {
        return Optional.ofNullable(explanation);
    }

    private static String message(Problem problem, @Nullable String explanation) {
        String own = problem.detail() + " (" + problem.status() + ' ' + problem.code() + ')';
        return explanation == null ? own : explanation + ": " + own;
    }
}
