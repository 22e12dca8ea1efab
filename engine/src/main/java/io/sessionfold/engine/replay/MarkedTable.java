package io.sessionfold.engine.replay;

import java.util.Optional;

/** The states of one partition, and how far they are folded: both are kept at once, or neither. */
public interface MarkedTable extends FoldTable {

    /** How far the states that are here were folded; empty if nothing was kept yet. */
    Optional<Mark> mark();

    /** Keeps the states as they are now, and the mark that belongs to them. */
    void keep(Mark mark);

    /** Writes what waits on the heap, without a mark: a table that has none is worth nothing, and is cleared. */
    void relieve();

    /** Forgets everything, the mark too. */
    void clear();
}
