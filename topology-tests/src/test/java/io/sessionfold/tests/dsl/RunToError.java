package io.sessionfold.tests.dsl;

import io.sessionfold.contract.RunErrored;
import io.sessionfold.tests.driver.Day;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** The words for the error of a run; without more it is provisional, and no timeout. */
public record RunToError(String text, String runId, String code, Fill<RunErrored.Builder> error) implements Writing {

    static RunToError named(String runId, String code) {
        return new RunToError("runErrored(\"" + runId + "\", \"" + code + "\")", runId, code, (error, day) -> {});
    }

    public RunToError forGood() {
        return with("forGood()", (error, day) -> error.setFinal$(true));
    }

    public RunToError timedOut() {
        return with("timedOut()", (error, day) -> error.setTimeout(true));
    }

    public RunToError notExecuted() {
        return with("notExecuted()", (error, day) -> error.setExecutionStarted(false));
    }

    public RunToError saying(String words) {
        return with("saying(\"" + words + "\")", (error, day) -> error.setError(words));
    }

    public RunToError endedAt(String clock) {
        return with(
                "endedAt(\"" + clock + "\")", (error, day) -> error.setEndedAt(Instant.ofEpochMilli(day.at(clock))));
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
        RunErrored.Builder errored = RunErrored.newBuilder()
                .setRunId(runId)
                .setErrorCode(code)
                .setError("")
                .setTimeout(false)
                .setFinal$(false);
        error.fill(errored, day);
        return errored.build();
    }

    private RunToError with(String word, Fill<RunErrored.Builder> more) {
        return new RunToError(text + "." + word, runId, code, error.then(more));
    }
}
