package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.MemberPolicy.STRICT;
import static io.sessionfold.contract.MemberPolicy.TOLERANT;
import static io.sessionfold.contract.Phase.CANCELLED;
import static io.sessionfold.contract.Phase.CREATING;
import static io.sessionfold.contract.Phase.DEGRADED;
import static io.sessionfold.contract.Phase.FAILED;
import static io.sessionfold.contract.Phase.PENDING;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.Phase.SCHEDULED;
import static io.sessionfold.contract.Phase.TERMINATED;
import static io.sessionfold.contract.Phase.TERMINATING;
import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.ILLEGAL_TRANSITION;
import static io.sessionfold.contract.SessionCommandType.STOP_SESSION;
import static io.sessionfold.tests.dsl.Expect.command;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.SessionWords.desiredState;
import static io.sessionfold.tests.dsl.SessionWords.sessionReset;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.Phase;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;

/** T11: members TERMINATED and CANCELLED, of STRICT and TOLERANT sessions. */
final class T11MembersTest {

    @ScenarioTest
    void aSessionRunsWhenAllItsMembersRun(Driver driver) {
        of(STRICT)
                .when(phaseReported(RUNNING).ofMember("m-1"))
                .then(theRow("s-1").withPhase(PENDING))
                .when(phaseReported(RUNNING).ofMember("m-2"))
                .then(sessionsChanged().showsOnce("s-1").withPhase(RUNNING))
                .on(driver);
    }

    @ScenarioTest
    void aSessionIsWhereItsSlowestMemberIs(Driver driver) {
        of(TOLERANT)
                .when(
                        phaseReported(CREATING).ofMember("m-1"),
                        phaseReported(SCHEDULED).ofMember("m-2"))
                .then(theRow("s-1").withPhase(SCHEDULED))
                .when(phaseReported(RUNNING).ofMember("m-2"))
                .then(theRow("s-1").withPhase(CREATING))
                .on(driver);
    }

    @ScenarioTest
    void inAStrictSessionOneDeadMemberStopsTheOthersOnce(Driver driver) {
        running(STRICT)
                .when(phaseReported(TERMINATED).ofMember("m-1"))
                .then(sessionsChanged().showsOnce("s-1").withPhase(TERMINATING))
                .and(commands().areExactly(command(STOP_SESSION)))
                .when(phaseReported(TERMINATING).ofMember("m-2"))
                .then(commands().areEmpty())
                .and(theRow("s-1").withPhase(TERMINATING))
                .when(phaseReported(TERMINATED).ofMember("m-2"))
                .then(sessionsChanged().showsOnce("s-1").withPhase(TERMINATED))
                .and(commands().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void inATolerantSessionOneDeadMemberIsADegradation(Driver driver) {
        running(TOLERANT)
                .has(runStarted("r-1"))
                .when(phaseReported(FAILED).ofMember("m-1"))
                .then(sessionsChanged().showsOnce("s-1").withPhase(DEGRADED).withActiveRuns("r-1"))
                .and(commands().areEmpty())
                .and(outcomes().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    void allTerminatedIsTerminated(Driver driver) {
        allDead(TOLERANT, TERMINATED, TERMINATED, TERMINATED).on(driver);
        allDead(STRICT, TERMINATED, TERMINATED, TERMINATED).on(driver);
    }

    @ScenarioTest
    void oneFailedAmongTheTerminatedIsFailed(Driver driver) {
        allDead(TOLERANT, FAILED, TERMINATED, FAILED).on(driver);
        allDead(TOLERANT, TERMINATED, FAILED, FAILED).on(driver);
        allDead(STRICT, FAILED, TERMINATED, FAILED).on(driver);
    }

    @ScenarioTest
    void allCancelledIsCancelled(Driver driver) {
        of(TOLERANT)
                .when(phaseReported(CANCELLED).ofMember("m-1"))
                .then(theRow("s-1").withPhase(PENDING))
                .when(phaseReported(CANCELLED).ofMember("m-2"))
                .then(sessionsChanged().showsOnce("s-1").withPhase(CANCELLED))
                .on(driver);
    }

    @ScenarioTest
    void oneCancelledAndOneTerminatedIsTerminated(Driver driver) {
        of(TOLERANT)
                .when(
                        phaseReported(CANCELLED).ofMember("m-1"),
                        phaseReported(TERMINATED).ofMember("m-2"))
                .then(theRow("s-1").withPhase(TERMINATED))
                .on(driver);
        of(STRICT)
                .when(
                        phaseReported(CANCELLED).ofMember("m-1"),
                        phaseReported(TERMINATED).ofMember("m-2"))
                .then(theRow("s-1").withPhase(TERMINATED))
                .on(driver);
    }

    @ScenarioTest
    void terminalIsTheWholeSetOfMembers(Driver driver) {
        running(TOLERANT)
                .has(runStarted("r-1"))
                .when(phaseReported(TERMINATED).ofMember("m-1"))
                .then(outcomes().areEmpty())
                .when(phaseReported(TERMINATED).ofMember("m-2"))
                .then(outcomes().areExactly(killed("r-1")))
                .and(sessionsChanged().showsOnce("s-1").withPhase(TERMINATED).withNoActiveRun())
                .on(driver);
    }

    @ScenarioTest
    void aMemberGoesThroughTheSameTableAsASession(Driver driver) {
        running(TOLERANT)
                .when(phaseReported(CREATING).ofMember("m-1"))
                .then(rejections().areExactly(refused(ILLEGAL_TRANSITION).saying("'m-1'")))
                .when(
                        phaseReported(FAILED).ofMember("m-1"),
                        phaseReported(RUNNING).ofMember("m-1"))
                .then(rejections().areExactly(refused(ALREADY_TERMINAL).saying("'m-1'")))
                .and(theRow("s-1").withPhase(DEGRADED))
                .on(driver);
    }

    @ScenarioTest
    void aMemberThatNobodyDeclaredIsRefused(Driver driver) {
        running(STRICT)
                .when(phaseReported(FAILED).ofMember("m-9"))
                .then(rejections().areExactly(refused(ILLEGAL_TRANSITION).saying("'m-9'")))
                .and(theRow("s-1").withPhase(RUNNING))
                .on(driver);
    }

    @ScenarioTest
    void aDegradedMemberDegradesTheSessionUntilItRecovers(Driver driver) {
        running(STRICT)
                .when(phaseReported(DEGRADED).ofMember("m-1"))
                .then(sessionsChanged().showsOnce("s-1").withPhase(DEGRADED))
                .when(phaseReported(RUNNING).ofMember("m-1"))
                .then(sessionsChanged().showsOnce("s-1").withPhase(RUNNING))
                .on(driver);
    }

    @ScenarioTest
    void aSessionThatIsTerminatedWaitsForAllItsMembers(Driver driver) {
        running(STRICT)
                .has(desiredState(DesiredState.TERMINATED))
                .when(phaseReported(TERMINATED).ofMember("m-2"))
                .then(theRow("s-1").withPhase(TERMINATING))
                .and(commands().areEmpty())
                .when(phaseReported(TERMINATED).ofMember("m-1"))
                .then(sessionsChanged().showsOnce("s-1").withPhase(TERMINATED))
                .on(driver);
    }

    @ScenarioTest
    void aResetBeginsWithAllMembersAnew(Driver driver) {
        running(TOLERANT)
                .has(phaseReported(FAILED).ofMember("m-1"), sessionReset("s-1/2"))
                .when(
                        phaseReported(RUNNING).ofMember("m-1"),
                        phaseReported(RUNNING).ofMember("m-2"))
                .then(rejections().areEmpty())
                .and(theRow("s-1").withPhase(RUNNING))
                .on(driver);
    }

    private static Scenario allDead(MemberPolicy policy, Phase first, Phase second, Phase whole) {
        return running(policy)
                .when(
                        phaseReported(first).ofMember("m-1"),
                        phaseReported(second).ofMember("m-2"))
                .then(theRow("s-1").withPhase(whole));
    }

    private static Scenario running(MemberPolicy policy) {
        return of(policy)
                .has(
                        phaseReported(RUNNING).ofMember("m-1"),
                        phaseReported(RUNNING).ofMember("m-2"))
                .then(theRow("s-1").withPhase(RUNNING));
    }

    private static Scenario of(MemberPolicy policy) {
        return given(session("s-1").onPlatform("kubernetes").withMembers(policy, "m-1", "m-2"));
    }
}
