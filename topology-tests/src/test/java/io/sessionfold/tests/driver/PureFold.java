package io.sessionfold.tests.driver;

import io.sessionfold.engine.session.FoldVersions;

/** The fold alone, in memory: milliseconds a scenario. Every state goes through its stored bytes between two events. */
public final class PureFold implements Driver {

    private final FoldVersions folds;

    public PureFold() {
        this(FoldVersions.KNOWN);
    }

    /** @param folds the fold versions that it knows */
    public PureFold(FoldVersions folds) {
        this.folds = folds;
    }

    @Override
    public String name() {
        return "PureFold";
    }

    @Override
    public Stage begin() {
        return new PureStage(folds);
    }
}
