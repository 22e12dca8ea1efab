package io.sessionfold.tests.dsl;

import io.sessionfold.contract.DeadlineKind;
import io.sessionfold.contract.Liveness;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.RunProgressed;
import io.sessionfold.contract.RunSettled;
import io.sessionfold.contract.RunStarted;
import io.sessionfold.contract.SettleResult;
import io.sessionfold.contract.TerminalReplyCommitted;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** What can happen in a scenario, in the words of the vocabulary. */
public final class Words {

    private Words() {}

    /** A scenario that begins with these sessions; the first of them is meant where an event names none. */
    public static Scenario given(Writing... sessions) {
        return Scenario.of(sessions);
    }

    /** A scenario that begins with nothing. */
    public static Scenario givenNothing() {
        return Scenario.of();
    }

    public static SessionToCreate session(String name) {
        return SessionToCreate.named(name);
    }

    public static RunToAccept runAccepted(String runId) {
        return RunToAccept.named(runId);
    }

    public static EventToWrite runStarted(String runId) {
        return EventToWrite.of(
                "runStarted(\"" + runId + "\")",
                runId,
                day -> RunStarted.newBuilder().setRunId(runId).build());
    }

    /** A start with the producer's claim of when it was. */
    public static EventToWrite runStarted(String runId, String clock) {
        return EventToWrite.of(
                "runStarted(\"" + runId + "\", \"" + clock + "\")",
                runId,
                day -> RunStarted.newBuilder()
                        .setRunId(runId)
                        .setStartedAt(Instant.ofEpochMilli(day.at(clock)))
                        .build());
    }

    public static EventToWrite runProgressed(String runId) {
        return EventToWrite.of(
                "runProgressed(\"" + runId + "\")",
                runId,
                day -> RunProgressed.newBuilder()
                        .setRunId(runId)
                        .setLiveness(Liveness.OUTPUT)
                        .build());
    }

    public static RunToEnd runEnded(String runId) {
        return RunToEnd.named(runId);
    }

    public static RunToError runErrored(String runId, String errorCode) {
        return RunToError.named(runId, errorCode);
    }

    public static RunToAbort runAborted(String runId) {
        return RunToAbort.named(runId);
    }

    public static RunToAbort allRunsAborted() {
        return RunToAbort.named(null);
    }

    public static EventToWrite runSettled(String runId) {
        return EventToWrite.of("runSettled(\"" + runId + "\")", runId, day -> settled(runId, SettleResult.OK));
    }

    public static EventToWrite runSettledWithError(String runId) {
        return EventToWrite.of(
                "runSettledWithError(\"" + runId + "\")", runId, day -> settled(runId, SettleResult.ERROR));
    }

    /** The reply that answers these messages; without any it answers all that the run owes. */
    public static EventToWrite replyCommitted(String runId, String... messageIds) {
        String named =
                List.of(messageIds).stream().map(id -> ", \"" + id + "\"").collect(Collectors.joining());
        return EventToWrite.of(
                "replyCommitted(\"" + runId + "\"" + named + ")",
                runId,
                day -> TerminalReplyCommitted.newBuilder()
                        .setRunId(runId)
                        .setMessageIds(List.of(messageIds))
                        .setReplyRef("reply-to-" + runId)
                        .build());
    }

    public static PhaseToReport phaseReported(Phase phase) {
        return PhaseToReport.of(phase);
    }

    /** An event of any payload; {@code text} is how it is written in a history. */
    public static EventToWrite event(String text, SpecificRecord payload) {
        return EventToWrite.of(text, null, day -> payload);
    }

    /** The clock moves on to a time of the day, and everything that is due until then lapses. */
    public static Happening timePassesTo(String clock) {
        return new TimePasses("timePassesTo(\"" + clock + "\")", (day, nowMs) -> day.at(clock));
    }

    /** The clock moves on by so much, and everything that is due until then lapses. */
    public static Happening afterMs(long ms) {
        return new TimePasses("afterMs(" + ms + ")", (day, nowMs) -> nowMs + ms);
    }

    /** The last event is delivered again, with the same eventId. */
    public static Happening again() {
        return new Again(null);
    }

    /** An event that was written before is delivered again. */
    public static Happening again(String eventId) {
        return new Again(eventId);
    }

    /** The timer reads the deadline that is held now, and writes its lapse, which does not arrive yet. */
    public static Lapse lapseLeaves(DeadlineKind kind, String subjectId) {
        return Lapse.leaving(kind, subjectId);
    }

    /** The lapse that left arrives; if none left, one of the deadline that is held now. */
    public static Lapse lapseArrives(DeadlineKind kind, String subjectId) {
        return Lapse.arriving(kind, subjectId);
    }

    private static SpecificRecord settled(String runId, SettleResult result) {
        return RunSettled.newBuilder().setRunId(runId).setResult(result).build();
    }
}
