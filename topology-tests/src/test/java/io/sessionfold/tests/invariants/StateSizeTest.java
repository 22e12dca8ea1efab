package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.RejectionReason.LIMIT_EXCEEDED;
import static io.sessionfold.tests.dsl.Expect.killed;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.theGuards;
import static io.sessionfold.tests.dsl.Expect.theState;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.session;

import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.DriverKind;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import org.junit.jupiter.api.DisplayName;

/** No state comes near to what a broker takes: what would make it too large is refused, in words, and the stream goes on. */
final class StateSizeTest {

    /** What a broker takes by default is 1 MiB. */
    private static final int STATE_BYTES_MAX = 900_000;

    /** Runs at their largest that there is room for: fewer than the 64 that a session may have of usual ones. */
    private static final int LARGEST_RUNS = 48;

    @ScenarioTest
    @DisplayName(
            "INV-46: no state is larger than 900 KB; the run that could make it so is refused, and the others go on")
    void noStateIsLargerThan900KB(Driver driver) {
        Scenario scenario = given(FullState.session()).has(FullState.surroundings());
        for (int run = 0; run < LARGEST_RUNS; run++) {
            scenario = scenario.has(FullState.accepted(run));
        }
        scenario = scenario.when(FullState.accepted(LARGEST_RUNS))
                .then(rejections().areExactly(refused(LIMIT_EXCEEDED).saying("open runs")));
        for (int run = 0; run < LARGEST_RUNS; run++) {
            scenario = scenario.when(FullState.grown(run)).then(rejections().areEmpty());
        }
        scenario.when(runAborted(FullState.runId(0)).byAdmin())
                .then(theState("at most 900 KB", StateSizeTest::isSmallEnough))
                .and(outcomes().areExactly(killed(FullState.runId(0))))
                .when(
                        FullState.accepted(LARGEST_RUNS),
                        session("s-2"),
                        runAccepted("r-1").in("s-2"))
                .then(rejections().areEmpty())
                .and(theState("at most 900 KB", StateSizeTest::isSmallEnough))
                .on(driver);
    }

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName(
            "INV-10: the retry guards of a session stay below 900 KB, however long their keys and what is told of them")
    void theGuardsStayBelow900KB(Driver driver) {
        Scenario scenario = given(session("s-1"));
        for (int run = 0; run <= RetryGuards.CAPACITY; run++) {
            scenario = scenario.has(FullState.remembered(run));
        }
        scenario.when(runAccepted("one-more"))
                .then(theGuards("256 of them", guards -> guards.byKey().size() == RetryGuards.CAPACITY))
                .and(theGuards("at most 900 KB", guards -> new GuardCodec().encode(guards).length <= STATE_BYTES_MAX))
                .on(driver);
    }

    private static boolean isSmallEnough(Session session) {
        return new SessionCodec().encode(session).length <= STATE_BYTES_MAX;
    }
}
