package io.sessionfold.engine.replay;

/** Sees what becomes of each record that is folded. Called by several threads, those of one partition in order. */
@FunctionalInterface
public interface FoldObserver {

    /** Sees nothing. */
    FoldObserver BLIND = folded -> {};

    void folded(Folded folded);
}
