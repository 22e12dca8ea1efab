package io.sessionfold.engine.session;

/**
 * The log is in a fold version that this engine does not know. No waiting mends it: whoever folded on would give the log
 * a meaning that it does not have (INV-44).
 */
public final class UnknownFoldVersionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message the sentence that a person reads */
    public UnknownFoldVersionException(String message) {
        super(message);
    }
}
