package io.sessionfold.engine.session;

/** The fold fails on an event of a log that does not say so: the fold that wrote the log did not fail there. */
public final class UnexpectedFailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Position position;

    UnexpectedFailureException(Position position, RuntimeException failure) {
        super(
                "Expected the event at %s to be folded as it was when the log was written, but the fold failed: %s"
                        .formatted(position, failure),
                failure);
        this.position = position;
    }

    /** Where the event stands. */
    public Position position() {
        return position;
    }
}
