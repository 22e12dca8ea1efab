package io.sessionfold.engine.replay;

import io.sessionfold.engine.store.ProgressCounts;

/** From what a partition is folded when nothing of it was folded yet. Thread-safe. */
public interface StartFrom {

    /** The first record that is there, into an empty table: complete if that is the first that there ever was. */
    StartFrom BEGINNING = (stretch, table) -> new Mark(
            stretch.span().from(),
            new ProgressCounts(),
            new Begun(stretch.span().from(), null));

    /**
     * Puts into an empty table what is known already.
     *
     * @return where the first record to be folded is, and what became of those before it
     */
    Mark fill(Stretch stretch, MarkedTable table);

    /** Nothing has to be filled: a table goes on from where it was left. */
    default void goOn(Stretch stretch, Mark from) {}
}
