package io.sessionfold.engine.replay;

/** Sees what becomes of each record that is folded. Called by several threads, those of one partition in order. */
@FunctionalInterface
public interface FoldObserver {

    /** Sees nothing. */
    FoldObserver BLIND = folded -> {};

    void folded(Folded folded);

    /**
     * A partition is folded again from its beginning, because its log told late of a failure: what was seen of it does not
     * count.
     */
    default void again(int partition) {}

    /** Whether what was seen once cannot be taken back: then all failures are looked for first. */
    default boolean isFinal() {
        return false;
    }
}
