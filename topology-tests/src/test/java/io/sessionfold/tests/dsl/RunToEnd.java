package io.sessionfold.tests.dsl;

import io.sessionfold.contract.RunEnded;
import io.sessionfold.tests.driver.Day;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** The words for the end of a run; without more it executed, and was neither aborted nor yielded. */
public record RunToEnd(String text, String runId, Fill<RunEnded.Builder> end) implements Writing {

    static RunToEnd named(String runId) {
        return new RunToEnd("runEnded(\"" + runId + "\")", runId, (end, day) -> {});
    }

    public RunToEnd yielding() {
        return with("yielding()", (end, day) -> end.setYielded(true));
    }

    public RunToEnd aborted() {
        return with("aborted()", (end, day) -> end.setAborted(true));
    }

    public RunToEnd notExecuted() {
        return with("notExecuted()", (end, day) -> end.setExecutionStarted(false));
    }

    public RunToEnd blocked() {
        return with("blocked()", (end, day) -> end.setLivenessState("blocked"));
    }

    public RunToEnd stoppedBy(String stopReason) {
        return with("stoppedBy(\"" + stopReason + "\")", (end, day) -> end.setStopReason(stopReason));
    }

    public RunToEnd replying(String replyRef) {
        return with("replying(\"" + replyRef + "\")", (end, day) -> end.setReplyRef(replyRef));
    }

    /** Claims when the run started. */
    public RunToEnd startedAt(String clock) {
        return with(
                "startedAt(\"" + clock + "\")", (end, day) -> end.setStartedAt(Instant.ofEpochMilli(day.at(clock))));
    }

    /** Claims when the run ended. */
    public RunToEnd endedAt(String clock) {
        return with("endedAt(\"" + clock + "\")", (end, day) -> end.setEndedAt(Instant.ofEpochMilli(day.at(clock))));
    }

    @Override
    public EventToWrite event() {
        return EventToWrite.of(text, runId, this::payload);
    }

    @Override
    public String toString() {
        return text;
    }

    private SpecificRecord payload(Day day) {
        RunEnded.Builder ended = RunEnded.newBuilder()
                .setRunId(runId)
                .setAborted(false)
                .setYielded(false)
                .setExecutionStarted(true);
        end.fill(ended, day);
        return ended.build();
    }

    private RunToEnd with(String word, Fill<RunEnded.Builder> more) {
        return new RunToEnd(text + "." + word, runId, end.then(more));
    }
}
