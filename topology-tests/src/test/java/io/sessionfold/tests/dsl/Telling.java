package io.sessionfold.tests.dsl;

import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.Outputs;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Replay;
import io.sessionfold.tests.driver.Stage;
import java.util.List;

/** Plays the steps of a scenario, and tells the whole story when one of them fails. */
final class Telling {

    private final List<Step> steps;
    private final Driver driver;

    Telling(List<Step> steps, Driver driver) {
        this.steps = steps;
        this.driver = driver;
    }

    void tell() {
        int at = 0;
        try (Stage stage = driver.begin()) {
            Performance performance = new Performance(stage);
            Outputs before = Outputs.NONE;
            for (Step step : steps) {
                if (step.begins()) {
                    before = performance.recording().outputs();
                }
                play(step, performance, before);
                at++;
            }
            Replay.mustAgree(performance.recording());
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(story(at, failure), failure);
        }
    }

    private static void play(Step step, Performance performance, Outputs before) {
        if (step.happening() != null) {
            step.happening().happenIn(performance);
        } else if (step.expectation() != null) {
            Recording recording = performance.recording();
            step.expectation()
                    .check(new Moment(
                            performance, recording, recording.outputs().since(before)));
        }
    }

    private String story(int failedAt, Throwable failure) {
        StringBuilder story = new StringBuilder()
                .append(failure instanceof AssertionError ? failure.getMessage() : failure)
                .append("\n\nHistory on ")
                .append(driver.name())
                .append(":\n");
        for (int i = 0; i < steps.size(); i++) {
            story.append("%s%4d  %s%n".formatted(i == failedAt ? "--> here" : "        ", i + 1, steps.get(i)));
        }
        if (failedAt == steps.size()) {
            story.append("--> here      the replay at the end\n");
        }
        return story.toString();
    }
}
