package io.sessionfold.tests.driver;

/** The fold alone, in memory: milliseconds a scenario. Every state goes through its stored bytes between two events. */
public final class PureFold implements Driver {

    @Override
    public String name() {
        return "PureFold";
    }

    @Override
    public Stage begin() {
        return new PureStage();
    }
}
