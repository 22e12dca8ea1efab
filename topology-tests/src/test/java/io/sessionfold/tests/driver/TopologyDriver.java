package io.sessionfold.tests.driver;

/** The topology without a broker: real stores and serializers, one partition, a commit after every record. */
public final class TopologyDriver implements Driver {

    private final boolean sessionsCached;

    public TopologyDriver(boolean sessionsCached) {
        this.sessionsCached = sessionsCached;
    }

    @Override
    public String name() {
        return sessionsCached ? "TopologyDriver, sessions cached" : "TopologyDriver";
    }

    @Override
    public Stage begin() {
        return new TopologyStage(sessionsCached);
    }
}
