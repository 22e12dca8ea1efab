package io.sessionfold.tests.random;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Stage;
import java.util.List;

/** A stage that leaves what it recorded behind when it closes. */
record KeepingStage(Stage stage, List<Recording> seen) implements Stage {

    @Override
    public Day day() {
        return stage.day();
    }

    @Override
    public String tenant(String alias) {
        return stage.tenant(alias);
    }

    @Override
    public void append(LifecycleEvent event, long recordTimeMs) {
        stage.append(event, recordTimeMs);
    }

    @Override
    public void append(WorkerEvent event, long recordTimeMs) {
        stage.append(event, recordTimeMs);
    }

    @Override
    public void timePassesTo(long nowMs) {
        stage.timePassesTo(nowMs);
    }

    @Override
    public Recording recording() {
        return stage.recording();
    }

    @Override
    public void close() {
        seen.add(stage.recording());
        stage.close();
    }
}
