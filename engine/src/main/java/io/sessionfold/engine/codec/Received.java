package io.sessionfold.engine.codec;

import io.sessionfold.contract.DeadLetter;
import io.sessionfold.engine.session.RecordedEvent;

/** What a record of the events topic turns out to be. */
public sealed interface Received {

    /** An event of a session of this partition. */
    record Event(RecordedEvent event) implements Received {}

    /** An event on a partition that is not its key's: it is sent to the right one, once. */
    record Misplaced() implements Received {}

    /** Not an event: it goes to the dead letters and changes no session. */
    record Garbage(DeadLetter letter) implements Received {}
}
