package io.sessionfold.engine.history;

/**
 * How an index stands to one partition.
 *
 * @param progress how far it is
 * @param goal how far the topics were when this index began to follow them
 */
record IndexedPartition(IndexProgress progress, IndexProgress goal) {

    /** Whether it has been as far as the topics were when it began: from then on it is never far behind. */
    boolean isCaughtUp() {
        return progress.events() >= goal.events()
                && progress.changes() >= goal.changes()
                && progress.refusals() >= goal.refusals();
    }

    /** What is still to be indexed of the topics as they were. */
    long behind() {
        return Math.max(0, goal.events() - progress.events())
                + Math.max(0, goal.changes() - progress.changes())
                + Math.max(0, goal.refusals() - progress.refusals());
    }

    IndexedPartition at(IndexProgress now) {
        return new IndexedPartition(now, goal);
    }
}
