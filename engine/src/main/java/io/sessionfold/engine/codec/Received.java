package io.sessionfold.engine.codec;

import io.sessionfold.contract.DeadLetter;

/**
 * What a record turns out to be.
 *
 * @param <E> the event of the domain that its topic carries
 */
public sealed interface Received<E> {

    /** An event that is folded on this partition. */
    record Event<E>(E event) implements Received<E> {}

    /** An event on a partition that is not its key's: it is sent to the right one, once. */
    record Misplaced<E>() implements Received<E> {}

    /** Not an event: it goes to the dead letters and changes no state. */
    record Garbage<E>(DeadLetter letter) implements Received<E> {}
}
