package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.MemberPolicy.STRICT;
import static io.sessionfold.contract.MemberPolicy.TOLERANT;
import static io.sessionfold.contract.Phase.CANCELLED;
import static io.sessionfold.contract.Phase.CREATING;
import static io.sessionfold.contract.Phase.DEGRADED;
import static io.sessionfold.contract.Phase.FAILED;
import static io.sessionfold.contract.Phase.HIBERNATED;
import static io.sessionfold.contract.Phase.HIBERNATING;
import static io.sessionfold.contract.Phase.RESTARTING;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.Phase.TERMINATED;
import static io.sessionfold.contract.Phase.TERMINATING;
import static io.sessionfold.contract.Phase.WAKING;
import static io.sessionfold.contract.RejectionReason.EMPTY_PHASE;
import static io.sessionfold.contract.SessionCommandType.STOP_SESSION;
import static io.sessionfold.tests.dsl.Expect.command;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.SessionWords.desiredState;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.DriverKind;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

/** Sessions of several members. */
final class MembersTest {

    private static final List<Phase> DEAD = List.of(TERMINATED, CANCELLED, FAILED);

    @ScenarioTest
    @DisplayName("INV-29: a session is RUNNING when all its members run, whatever their order")
    void aSessionRunsWhenAllRun(Driver driver) {
        of(STRICT)
                .when(
                        phaseReported(RUNNING).ofMember("c"),
                        phaseReported(RUNNING).ofMember("a"),
                        phaseReported(CREATING).ofMember("b"))
                .then(theRow("s-1").withPhase(CREATING))
                .when(phaseReported(RUNNING).ofMember("b"))
                .then(sessionsChanged().showsOnce("s-1").withPhase(RUNNING))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName(
            "INV-29: the ends of all members together: FAILED if any failed, CANCELLED if all were, else TERMINATED")
    void theEndsOfAllMembersTogether(Driver driver) {
        for (Phase a : DEAD) {
            for (Phase b : DEAD) {
                for (Phase c : DEAD) {
                    List<Phase> ends = List.of(a, b, c);
                    of(TOLERANT)
                            .when(
                                    phaseReported(a).ofMember("a"),
                                    phaseReported(b).ofMember("b"),
                                    phaseReported(c).ofMember("c"))
                            .then(theRow("s-1").withPhase(together(ends)))
                            .on(driver);
                }
            }
        }
    }

    @ScenarioTest
    @DisplayName("INV-29: a dead member means TERMINATING and one STOP_SESSION if STRICT, DEGRADED if TOLERANT")
    void aDeadMemberMeansWhatThePolicySays(Driver driver) {
        for (Phase end : List.of(TERMINATED, FAILED)) {
            running(STRICT)
                    .when(phaseReported(end).ofMember("b"))
                    .then(sessionsChanged().showsOnce("s-1").withPhase(TERMINATING))
                    .and(commands().areExactly(command(STOP_SESSION)))
                    .when(phaseReported(end).ofMember("a"))
                    .then(commands().areEmpty())
                    .on(driver);
            running(TOLERANT)
                    .when(phaseReported(end).ofMember("b"))
                    .then(sessionsChanged().showsOnce("s-1").withPhase(DEGRADED))
                    .and(commands().areEmpty())
                    .when(phaseReported(end).ofMember("a"))
                    .then(theRow("s-1").withPhase(DEGRADED))
                    .on(driver);
        }
    }

    @ScenarioTest
    @DisplayName("INV-28: a member's report of a lower generation never changes its phase")
    void aMembersReportOfALowerGenerationChangesNothing(Driver driver) {
        running(TOLERANT)
                .when(phaseReported(FAILED).ofMember("a").onGeneration(0))
                .then(rejections().areEmpty())
                .and(sessionsChanged().areEmpty())
                .and(theRow("s-1").withPhase(RUNNING))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName(
            "INV-27: an unknown phase of a member never becomes its phase; a failure report without one derives FAILED")
    void anUnknownPhaseOfAMemberIsRefused(Driver driver) {
        running(TOLERANT)
                .when(phaseReported(Phase.UNKNOWN).ofMember("a"))
                .then(rejections().areExactly(refused(EMPTY_PHASE)))
                .when(phaseReported(Phase.UNKNOWN).ofMember("a").withExitCode(137))
                .then(rejections().areEmpty())
                .and(theRow("s-1").withPhase(DEGRADED))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-31: a session whose slowest member is stuck does not wait for ever")
    void aStuckMemberIsNotWaitedForForEver(Driver driver) {
        given(session("s-1")
                        .onPlatform("kubernetes")
                        .withMembers(STRICT, "a", "b")
                        .withPhaseMs(60_000)
                        .withCommandRetries(0))
                .has(
                        phaseReported(CREATING).ofMember("a"),
                        phaseReported(CREATING).ofMember("b"))
                .has(phaseReported(RUNNING).ofMember("a"))
                .when(timePassesTo("10:01"))
                .then(sessionsChanged().showsOnce("s-1").withPhase(FAILED).withPhaseReason("PHASE_TIMEOUT"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-29: a session falls asleep with its last member, and wakes with its last")
    void aSessionSleepsWhenAllItsMembersSleep(Driver driver) {
        running(STRICT)
                .has(desiredState(DesiredState.HIBERNATED))
                .when(
                        phaseReported(HIBERNATED).ofMember("a"),
                        phaseReported(HIBERNATED).ofMember("b"))
                .then(theRow("s-1").withPhase(HIBERNATING))
                .when(phaseReported(HIBERNATED).ofMember("c"))
                .then(theRow("s-1").withPhase(HIBERNATED))
                .has(desiredState(DesiredState.RUNNING))
                .when(
                        phaseReported(RUNNING).ofMember("c"),
                        phaseReported(RUNNING).ofMember("a"))
                .then(theRow("s-1").withPhase(WAKING))
                .when(phaseReported(RUNNING).ofMember("b"))
                .then(theRow("s-1").withPhase(RUNNING))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-29: in a STRICT session that has not started yet a dead member ends it too")
    void aMemberThatDiesEarlyEndsAStrictSession(Driver driver) {
        of(STRICT)
                .when(phaseReported(FAILED).ofMember("a"))
                .then(sessionsChanged().showsOnce("s-1").withPhase(TERMINATING))
                .and(commands().areExactly(command(STOP_SESSION)))
                .when(
                        phaseReported(TERMINATED).ofMember("b"),
                        phaseReported(CANCELLED).ofMember("c"))
                .then(theRow("s-1").withPhase(FAILED))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-29: a TOLERANT session whose member died before it started runs degraded with the others")
    void aMemberThatDiesEarlyOnlyDegradesATolerantSession(Driver driver) {
        given(session("s-1")
                        .onPlatform("kubernetes")
                        .withMembers(TOLERANT, "a", "b")
                        .withPendingMs(60_000)
                        .withCommandRetries(0))
                .has(phaseReported(FAILED).ofMember("a"), phaseReported(RUNNING).ofMember("b"))
                .when(timePassesTo("10:01"))
                .then(commands().areEmpty())
                .and(theRow("s-1").withPhase(DEGRADED))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-29: a session does not say RUNNING while one of its members restarts")
    void aSessionDoesNotRunWhileAMemberRestarts(Driver driver) {
        running(STRICT)
                .when(phaseReported(RESTARTING).ofMember("a"))
                .then(moment -> assertThat(moment.since().rows())
                        .singleElement()
                        .extracting(SessionRow::getPhase)
                        .isNotEqualTo(RUNNING))
                .when(phaseReported(RUNNING).ofMember("a"))
                .then(theRow("s-1").withPhase(RUNNING))
                .on(driver);
    }

    private static Phase together(List<Phase> ends) {
        if (ends.contains(FAILED)) {
            return FAILED;
        }
        return Set.copyOf(ends).equals(Set.of(CANCELLED)) ? CANCELLED : TERMINATED;
    }

    private static Scenario running(MemberPolicy policy) {
        return of(policy)
                .has(
                        phaseReported(RUNNING).ofMember("a"),
                        phaseReported(RUNNING).ofMember("b"),
                        phaseReported(RUNNING).ofMember("c"))
                .then(theRow("s-1").withPhase(RUNNING));
    }

    private static Scenario of(MemberPolicy policy) {
        return given(session("s-1").onPlatform("kubernetes").withMembers(policy, "a", "b", "c"));
    }
}
