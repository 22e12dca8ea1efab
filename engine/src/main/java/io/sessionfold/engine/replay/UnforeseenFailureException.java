package io.sessionfold.engine.replay;

import io.sessionfold.engine.session.Position;

/**
 * The log tells of a failure of the live fold, on an event behind which this fold has gone already: the partition has to be
 * folded again, with all that its log tells of failures (INV-47).
 */
public final class UnforeseenFailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnforeseenFailureException(Position toldAt) {
        super("Expected the failures of the fold to be known before their events, but %s tells of another"
                .formatted(toldAt));
    }
}
