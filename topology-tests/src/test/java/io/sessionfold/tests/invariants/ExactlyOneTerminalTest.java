package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.done;
import static io.sessionfold.tests.dsl.Expect.failed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.startRun;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.Expect.theRun;
import static io.sessionfold.tests.dsl.Expect.theState;
import static io.sessionfold.tests.dsl.Words.allRunsAborted;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.replyCommitted;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runProgressed;
import static io.sessionfold.tests.dsl.Words.runSettled;
import static io.sessionfold.tests.dsl.Words.runSettledWithError;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.Phase;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.EventToWrite;
import io.sessionfold.tests.dsl.Expectation;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Exactly one terminal. */
final class ExactlyOneTerminalTest {

    @ScenarioTest
    @DisplayName("INV-13: whichever cause comes first, there is one outcome, and it lists the run's messages")
    void thereIsOneOutcomeWhicheverCauseComesFirst(Driver driver) {
        List<EventToWrite> causes = List.of(
                runEnded("r-1").replying("ref").event(),
                replyCommitted("r-1", "m-1", "m-2"),
                runErrored("r-1", "X").forGood().event(),
                runAborted("r-1").event());
        for (EventToWrite first : causes) {
            Scenario scenario = given(session("s-1"))
                    .has(runAccepted("r-1").owing("m-1", "m-2"), runStarted("r-1"))
                    .when(first)
                    .then(theOnlyOutcomeNames("m-1", "m-2"));
            for (EventToWrite later : causes) {
                scenario = scenario.when(later).then(rejections().areExactly(refused(ALREADY_TERMINAL)));
            }
            scenario.when(timePassesTo("23:00")).then(outcomes().areEmpty()).on(driver);
        }
    }

    @ScenarioTest
    @DisplayName("INV-14: the run and what it owes are in the state that START_RUN comes out of")
    void theRunIsStoredBeforeItIsStarted(Driver driver) {
        given(session("s-1"))
                .when(runAccepted("r-1").owing("m-1"))
                .then(commands().areExactly(startRun("r-1")))
                .and(theState(
                        "run r-1 open, owing m-1",
                        state -> state.runs()
                                .find("r-1")
                                .filter(run -> run.owedMessageIds().equals(List.of("m-1")))
                                .isPresent()))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-15: nothing removes an owed reply without an outcome")
    void nothingRemovesAnOwedReplyWithoutAnOutcome(Driver driver) {
        given(session("s-1"))
                .has(runAccepted("r-1").owing("m-1", "m-2"), runStarted("r-1"), runEnded("r-1"))
                .when(
                        runStarted("r-1"),
                        runProgressed("r-1"),
                        runEnded("r-1").aborted(),
                        runErrored("r-1", "X"),
                        runAborted("r-1"),
                        allRunsAborted(),
                        runSettled("r-1"),
                        runSettledWithError("r-1"),
                        replyCommitted("r-1", "m-1", "another"))
                .then(outcomes().areEmpty())
                .and(theRun("r-1", "OWED"))
                .when(replyCommitted("r-1", "m-2"))
                .then(outcomes().areExactly(done("r-1").to("m-1", "m-2")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-16: nothing replaces an outcome, nor what the row says of it")
    void nothingReplacesAnOutcome(Driver driver) {
        given(session("s-1"))
                .has(
                        runStarted("r-1"),
                        timePassesTo("10:01"),
                        runErrored("r-1", "REFUSAL").forGood())
                .when(
                        timePassesTo("10:02"),
                        runEnded("r-1"),
                        replyCommitted("r-1"),
                        runErrored("r-1", "RATE_LIMIT").forGood(),
                        runAborted("r-1"),
                        runSettled("r-1"))
                .then(outcomes().areEmpty())
                .and(sessionsChanged().areEmpty())
                .and(theRow("s-1")
                        .withLastRun("r-1", "failed")
                        .withLastRunError("REFUSAL")
                        .withReason("REFUSAL")
                        .withEndedAt("10:01"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-16: a pending timeout error gives way to a completion")
    void aPendingTimeoutGivesWayToACompletion(Driver driver) {
        given(session("s-1"))
                .has(runStarted("r-1"), runErrored("r-1", "X").timedOut())
                .when(runEnded("r-1"), timePassesTo("10:30"))
                .then(outcomes().areExactly(done("r-1")))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-16: a terminal phase is final")
    void aTerminalPhaseIsFinal(Driver driver) {
        given(session("s-1").onPlatform("kubernetes"))
                .has(phaseReported(Phase.CANCELLED).because("quota"))
                .when(
                        phaseReported(Phase.FAILED).because("late"),
                        phaseReported(Phase.CANCELLED).because("again"),
                        runAccepted("r-1"))
                .then(rejections()
                        .areExactly(refused(ALREADY_TERMINAL), refused(ALREADY_TERMINAL), refused(ALREADY_TERMINAL)))
                .and(sessionsChanged().areEmpty())
                .and(theRow("s-1").withPhase(Phase.CANCELLED).withReason("quota"))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-17: an error is provisional for its grace unless it is final, and one terminal follows it")
    void anErrorIsProvisionalForItsGrace(Driver driver) {
        given(session("s-1").withErrorGraceMs(15_000))
                .has(runStarted("retried"), runStarted("given-up"), runStarted("final"))
                .when(
                        runErrored("retried", "RATE_LIMIT"),
                        runErrored("given-up", "RATE_LIMIT"),
                        runErrored("final", "REFUSAL").forGood())
                .then(outcomes().areExactly(failed("final", "REFUSAL")))
                .when(timePassesTo("10:00:10"), runStarted("retried"), timePassesTo("10:01"))
                .then(outcomes().areExactly(failed("given-up", "RATE_LIMIT")))
                .when(runEnded("retried"))
                .then(outcomes().areExactly(done("retried")))
                .on(driver);
    }

    private static Expectation theOnlyOutcomeNames(String... messageIds) {
        return moment -> assertThat(moment.since().outcomes())
                .singleElement()
                .extracting(RunOutcome::getMessageIds)
                .isEqualTo(List.of(messageIds));
    }
}
