package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.RejectionReason.NOT_OWNER;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.TroubleWords.runInterrupted;
import static io.sessionfold.tests.dsl.Words.allRunsAborted;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** Who may stop a run. */
final class OwnersTest {

    @ScenarioTest
    @DisplayName("INV-40: a run is stopped by its own user, connection or device, and by an administrator")
    void aRunIsStoppedByItsOwner(Driver driver) {
        given(session("s-1").ownedBy("ada"))
                .has(
                        runAccepted("user").ofUser("bob"),
                        runAccepted("connection").ofConnection("c-1"),
                        runAccepted("device").ofDevice("d-1"),
                        runAccepted("admin").ofUser("eve"))
                .when(
                        runAborted("user").byUser("bob"),
                        runAborted("connection").byConnection("c-1"),
                        runAborted("device").byDevice("d-1"),
                        runAborted("admin").byAdmin())
                .then(outcomes().areExactly(killed("user"), killed("connection"), killed("device"), killed("admin")))
                .and(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName(
            "INV-40: a run that belongs to nobody is stopped by the session's owner, one of somebody else's is not")
    void aRunOfNobodyBelongsToTheSessionsOwner(Driver driver) {
        given(session("s-1").ownedBy("ada"))
                .has(runAccepted("nobodys"), runAccepted("bobs").ofUser("bob"))
                .when(
                        runAborted("nobodys").byUser("bob"),
                        runAborted("bobs").byUser("ada"),
                        runAborted("nobodys").byUser("ada"))
                .then(rejections()
                        .areExactly(
                                refused(NOT_OWNER).saying("'nobodys'"),
                                refused(NOT_OWNER).saying("'bobs'")))
                .and(outcomes().areExactly(killed("nobodys")))
                .and(theRow("s-1").withActiveRuns("bobs"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-40: another connection or device of the same kind is a stranger")
    void anotherConnectionIsAStranger(Driver driver) {
        given(session("s-1").ownedBy("ada"))
                .has(runAccepted("a").ofConnection("c-1"), runAccepted("b").ofDevice("d-1"))
                .when(
                        runAborted("a").byConnection("c-2"),
                        runAborted("b").byDevice("d-2"),
                        runAborted("a").byDevice("c-1"),
                        runAborted("b").byConnection("d-1"))
                .then(rejections()
                        .areExactly(refused(NOT_OWNER), refused(NOT_OWNER), refused(NOT_OWNER), refused(NOT_OWNER)))
                .and(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-40: an abort of all includes the caller's hidden runs, and leaves out others' without a refusal")
    void anAbortOfAllStopsTheCallersRuns(Driver driver) {
        given(session("s-1").ownedBy("ada"))
                .has(
                        runAccepted("shown"),
                        runAccepted("hidden").hidden(),
                        runAccepted("bobs").ofUser("bob"),
                        runAccepted("bobs-hidden").ofUser("bob").hidden())
                .when(allRunsAborted().byUser("ada"))
                .then(outcomes().areExactly(killed("shown"), killed("hidden")))
                .and(rejections().areEmpty())
                .when(allRunsAborted().byUser("mallory"))
                .then(outcomes().areEmpty())
                .and(rejections().areEmpty())
                .when(allRunsAborted().byAdmin())
                .then(outcomes().areExactly(killed("bobs"), killed("bobs-hidden")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-40: a stranger stops a lost run no more than an active one")
    void aStrangerStopsNoLostRun(Driver driver) {
        given(session("s-1").ownedBy("ada"))
                .has(runStarted("r-1"), runInterrupted("r-1"))
                .when(runAborted("r-1").byUser("mallory"))
                .then(rejections().areExactly(refused(NOT_OWNER)))
                .and(outcomes().areEmpty())
                .on(driver);
    }
}
