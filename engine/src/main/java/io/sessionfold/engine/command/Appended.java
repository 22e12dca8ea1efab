package io.sessionfold.engine.command;

import io.sessionfold.engine.session.Position;

/** What became of an append. */
public sealed interface Appended {

    /** The event is in the log, durably. */
    record At(Position position) implements Appended {}

    /** It is larger than an event may be; it was not sent. */
    record TooLarge(int bytes, int bytesMax) implements Appended {}

    /**
     * It is not in the log, and will not be.
     *
     * @param reason the completion of a sentence, for people
     */
    record NotWritten(String reason) implements Appended {}

    /**
     * Kafka did not say whether it has it: it may be in the log, or come into it yet. Sent again with the same id it is
     * decided once.
     *
     * @param reason the completion of a sentence, for people
     */
    record PerhapsWritten(String reason) implements Appended {}
}
