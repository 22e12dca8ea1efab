package io.sessionfold.engine.access;

/** What is known of whoever shows a credential. */
public sealed interface Recognition {

    /** It is this caller's. */
    record Known(Caller caller) implements Recognition {}

    /** It is nobody's, or not any more; why is not said, because only a forger would learn from it. */
    record Unknown() implements Recognition {}

    /** It cannot be judged now. */
    record Unavailable() implements Recognition {}
}
