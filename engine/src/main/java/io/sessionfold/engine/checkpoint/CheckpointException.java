package io.sessionfold.engine.checkpoint;

/** Why no checkpoint can be written or begun from, in one sentence; the command line shows it as it stands. */
public final class CheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CheckpointException(String message) {
        super(message);
    }

    CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
