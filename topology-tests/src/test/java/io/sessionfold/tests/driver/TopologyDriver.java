package io.sessionfold.tests.driver;

import io.sessionfold.engine.session.FoldVersions;

/** The topology without a broker: real stores and serializers, one partition, a commit after every record. */
public final class TopologyDriver implements Driver {

    private final FoldVersions folds;
    private final boolean sessionsCached;

    public TopologyDriver(boolean sessionsCached) {
        this(FoldVersions.KNOWN, sessionsCached);
    }

    /** @param folds the fold versions that it knows */
    public TopologyDriver(FoldVersions folds, boolean sessionsCached) {
        this.folds = folds;
        this.sessionsCached = sessionsCached;
    }

    @Override
    public String name() {
        return sessionsCached ? "TopologyDriver, sessions cached" : "TopologyDriver";
    }

    @Override
    public Stage begin() {
        return new TopologyStage(folds, sessionsCached);
    }
}
