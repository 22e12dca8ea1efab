package io.sessionfold.tests.scenarios;

import static io.sessionfold.contract.Concurrency.QUEUED;
import static io.sessionfold.contract.Phase.FAILED;
import static io.sessionfold.contract.SessionCommandType.START_SESSION;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Words.givenNothing;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.RunOutcomeStatus;
import io.sessionfold.contract.SessionCommandType;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.DriverKind;
import io.sessionfold.tests.driver.Outputs;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.List;
import java.util.stream.IntStream;

/** T20: a thousand sessions stuck at once. */
final class T20ManyStuckTest {

    private static final int SESSIONS = 1_000;
    private static final long MINUTE_MS = 60_000;

    @ScenarioTest(on = {DriverKind.TOPOLOGY, DriverKind.LIVE})
    void aThousandStuckRunsEndOnceEachAndTheWorkQueuedBehindThemGoesOn(Driver driver) {
        Scenario stuck = givenNothing();
        for (String name : names()) {
            stuck = stuck.has(
                    session(name).withConcurrency(QUEUED),
                    runAccepted("hangs").withDeadlineMs(MINUTE_MS).in(name),
                    runStarted("hangs").in(name),
                    runAccepted("waits").in(name));
        }
        stuck.when(timePassesTo("10:01"))
                .then(moment -> {
                    Outputs since = moment.since();
                    assertThat(since.outcomes())
                            .hasSize(SESSIONS)
                            .allMatch(outcome -> outcome.getRunId().equals("hangs")
                                    && outcome.getStatus() == RunOutcomeStatus.TIMEOUT)
                            .extracting(RunOutcome::getSessionKey)
                            .doesNotHaveDuplicates();
                    assertThat(since.commands())
                            .hasSize(SESSIONS)
                            .allMatch(command -> command.getRunId().equals("waits")
                                    && command.getType() == SessionCommandType.START_RUN);
                    assertThat(since.rows())
                            .hasSize(SESSIONS)
                            .allMatch(row -> row.getActiveRunIds().equals(List.of("waits")));
                })
                .and(rejections().areEmpty())
                .on(driver);
    }

    @ScenarioTest(on = {DriverKind.TOPOLOGY, DriverKind.LIVE})
    void aThousandSessionsThatNeverStartFailOneByOne(Driver driver) {
        Scenario stuck = givenNothing();
        for (String name : names()) {
            stuck = stuck.has(
                    session(name)
                            .onPlatform("kubernetes")
                            .withPendingMs(MINUTE_MS)
                            .withCommandRetries(1),
                    runAccepted("r-1").in(name));
        }
        stuck.when(timePassesTo("10:01"))
                .then(moment -> assertThat(moment.since().commands())
                        .hasSize(SESSIONS)
                        .allMatch(again -> again.getType() == START_SESSION && again.getAttempt() == 1))
                .and(outcomes().areEmpty())
                .and(sessionsChanged().areEmpty())
                .when(timePassesTo("10:02"))
                .then(moment -> {
                    assertThat(moment.since().rows())
                            .hasSize(SESSIONS)
                            .allMatch(row -> row.getPhase() == FAILED && !row.getHasActiveRun());
                    assertThat(moment.since().outcomes()).hasSize(SESSIONS);
                })
                .and(rejections().areEmpty())
                .on(driver);
    }

    private static List<String> names() {
        return IntStream.range(0, SESSIONS).mapToObj("s-%04d"::formatted).toList();
    }
}
