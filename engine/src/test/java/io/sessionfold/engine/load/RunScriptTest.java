package io.sessionfold.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunScriptTest {

    /** Two signs of life, at 5 s and 10 s; the end at 12.5 s, the middle at 6.25 s. */
    private static final TraceRequest REQUEST = new TraceRequest(0, 7, 100, 500);

    @Test
    void aRunIsAcceptedStartedProgressesEndsIsAnsweredAndSettled() {
        assertThat(written(REQUEST, null))
                .containsExactly(
                        "0 accepted",
                        "0 started",
                        "5000 progressed-1",
                        "10000 progressed-2",
                        "12500 ended",
                        "12500 replied",
                        "12500 settled");
    }

    @Test
    void anErrorInTheMiddleIsRetriedAfterATenthOfASecond() {
        assertThat(written(REQUEST, Trouble.RETRIED_ERROR))
                .containsSubsequence("5000 progressed-1", "6250 errored", "6350 restarted", "10000 progressed-2");
    }

    @Test
    void aRunShorterThanTheRetryEndsBehindIt() {
        assertThat(written(new TraceRequest(0, 7, 100, 2), Trouble.RETRIED_ERROR))
                .containsSubsequence("25 errored", "125 restarted", "125 ended");
    }

    @Test
    void anAbortedRunWritesItsEndAndNoReply() {
        assertThat(written(REQUEST, Trouble.ABORT))
                .containsExactly(
                        "0 accepted", "0 started", "5000 progressed-1", "6250 abort", "6250 ended", "6250 settled");
    }

    @Test
    void aLateStartComesBehindTheEndAndOnlyThere() {
        assertThat(written(REQUEST, Trouble.LATE_START))
                .containsSubsequence("0 accepted", "5000 progressed-1", "12500 ended", "12500 started", "12500 replied")
                .doesNotContain("0 started");
    }

    @Test
    void aLostSettlementIsNotWritten() {
        assertThat(written(REQUEST, Trouble.LOST_SETTLEMENT))
                .endsWith("12500 replied")
                .doesNotContain("12500 settled");
    }

    @Test
    void aLostReportLeavesTheReplyToEndTheRun() {
        assertThat(written(REQUEST, Trouble.LOST_REPORT))
                .endsWith("10000 progressed-2", "12500 replied", "12500 settled")
                .noneMatch(step -> step.endsWith("ended"));
    }

    @Test
    void aGatewayThatLostARunSaysSoAndReportsNothingElse() {
        assertThat(written(REQUEST, Trouble.LOST_RUN))
                .containsExactly(
                        "0 accepted",
                        "0 started",
                        "5000 progressed-1",
                        "10000 progressed-2",
                        "12500 interrupted",
                        "12500 settled");
    }

    @Test
    void aResetComesInTheMiddleAndTheEndBehindIt() {
        assertThat(written(REQUEST, Trouble.RESET))
                .containsExactly(
                        "0 accepted", "0 started", "5000 progressed-1", "6250 reset", "6250 ended", "6250 settled");
    }

    @Test
    void aWorkerDiesInTheMiddleAndNobodyReportsTheRunAgain() {
        assertThat(written(REQUEST, Trouble.WORKER_EXIT))
                .containsExactly("0 accepted", "0 started", "5000 progressed-1", "6250 worker-died", "6250 settled");
    }

    private static List<String> written(TraceRequest request, @Nullable Trouble trouble) {
        return new RunScript(new TraceSession("t", "s", request.session()), request, 1, 0)
                .steps(trouble).stream()
                        .map(step -> step.timeMs() + " " + step.eventId().replace("s-000007-r1.", ""))
                        .toList();
    }
}
