package io.sessionfold.tests.dsl;

import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RejectionReason;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.RunOutcomeStatus;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.contract.SessionCommandType;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.tests.driver.Outputs;
import java.util.function.Predicate;

/** What can be seen in a scenario. */
public final class Expect {

    private Expect() {}

    public static PublishedRows sessionsChanged() {
        return new PublishedRows();
    }

    public static SeenRecords<RunOutcome, ExpectedOutcome> outcomes() {
        return SeenRecords.of("outcomes()", Outputs::outcomes, ExpectedOutcome::matches);
    }

    public static SeenRecords<SessionCommand, ExpectedCommand> commands() {
        return SeenRecords.of("commands()", Outputs::commands, ExpectedCommand::matches);
    }

    public static SeenRecords<RejectedEvent, ExpectedRefusal> rejections() {
        return SeenRecords.of("rejections()", Outputs::rejections, ExpectedRefusal::matches);
    }

    /** The row of a session as a query answers it now. */
    public static RowExpectation theRow(String session) {
        return theRow(EventToWrite.TENANT, session);
    }

    /** The row of a session of another tenant. */
    public static RowExpectation theRow(String tenant, String session) {
        return RowExpectation.of(
                "theRow(\"" + session + "\")",
                moment -> moment.row(moment.performance().key(tenant, session))
                        .orElseThrow(() ->
                                new AssertionError("Expected session '" + session + "' to be visible, but it is not")));
    }

    /** No query sees the session. */
    public static Expectation noRow(String session) {
        return noRow(EventToWrite.TENANT, session);
    }

    /** No query sees the session of another tenant. */
    public static Expectation noRow(String tenant, String session) {
        return new Told(
                "noRow(\"" + session + "\")",
                moment -> moment.row(moment.performance().key(tenant, session)).ifPresent(row -> {
                    throw new AssertionError("Expected session '" + session + "' to be invisible, but it shows " + row);
                }));
    }

    /** Where a run of the first session stands: the name of its state, or {@code none} if it is not open. */
    public static Expectation theRun(String runId, String state) {
        return new Told("theRun(\"" + runId + "\", \"" + state + "\")", moment -> {
            String found = moment.stateOf(runId);
            if (!found.equals(state)) {
                throw new AssertionError("Expected run '" + runId + "' to be " + state + ", but it was " + found);
            }
        });
    }

    /** What the store holds of the first session: for what no output shows. */
    public static Expectation theState(String what, Predicate<Session> holds) {
        return new Told("theState(\"" + what + "\", …)", moment -> {
            Session session = moment.stored(EventToWrite.SESSION).session();
            if (!holds.test(session)) {
                throw new AssertionError("Expected the state to have " + what + ", but it was " + session);
            }
        });
    }

    /** What the store holds of the retry guards of the first session. */
    public static Expectation theGuards(String what, Predicate<RetryGuards> holds) {
        return new Told("theGuards(\"" + what + "\", …)", moment -> {
            RetryGuards guards = moment.stored(EventToWrite.SESSION).guards();
            if (!holds.test(guards)) {
                throw new AssertionError("Expected the guards to have " + what + ", but they were " + guards);
            }
        });
    }

    public static ExpectedOutcome done(String runId) {
        return ExpectedOutcome.of(runId, RunOutcomeStatus.DONE, null);
    }

    public static ExpectedOutcome failed(String runId, String errorCode) {
        return ExpectedOutcome.of(runId, RunOutcomeStatus.FAILED, errorCode);
    }

    public static ExpectedOutcome killed(String runId) {
        return ExpectedOutcome.of(runId, RunOutcomeStatus.KILLED, null);
    }

    /** Timed out because somebody said so. */
    public static ExpectedOutcome timedOut(String runId) {
        return ExpectedOutcome.of(runId, RunOutcomeStatus.TIMEOUT, null);
    }

    public static ExpectedOutcome timedOut(String runId, String errorCode) {
        return ExpectedOutcome.of(runId, RunOutcomeStatus.TIMEOUT, errorCode);
    }

    public static ExpectedOutcome interrupted(String runId) {
        return ExpectedOutcome.of(runId, RunOutcomeStatus.INTERRUPTED, null);
    }

    public static ExpectedOutcome interrupted(String runId, String errorCode) {
        return ExpectedOutcome.of(runId, RunOutcomeStatus.INTERRUPTED, errorCode);
    }

    public static ExpectedCommand startRun(String runId) {
        return ExpectedCommand.of(SessionCommandType.START_RUN, runId);
    }

    public static ExpectedCommand abortRun(String runId) {
        return ExpectedCommand.of(SessionCommandType.ABORT_RUN, runId);
    }

    public static ExpectedCommand recoverRun(String runId) {
        return ExpectedCommand.of(SessionCommandType.RECOVER_RUN, runId);
    }

    /** A command about the session itself. */
    public static ExpectedCommand command(SessionCommandType type) {
        return ExpectedCommand.of(type, null);
    }

    public static ExpectedRefusal refused(RejectionReason reason) {
        return ExpectedRefusal.because(reason);
    }
}
