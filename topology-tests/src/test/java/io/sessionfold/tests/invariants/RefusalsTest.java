package io.sessionfold.tests.invariants;

import static io.sessionfold.contract.Concurrency.EXCLUSIVE;
import static io.sessionfold.contract.DeadlineKind.TURN;
import static io.sessionfold.contract.MemberPolicy.STRICT;
import static io.sessionfold.contract.Phase.CREATING;
import static io.sessionfold.contract.Phase.RUNNING;
import static io.sessionfold.contract.Phase.TERMINATED;
import static io.sessionfold.contract.RejectionReason.ALREADY_EXISTS;
import static io.sessionfold.contract.RejectionReason.ALREADY_TERMINAL;
import static io.sessionfold.contract.RejectionReason.CONVERSATION_BUSY;
import static io.sessionfold.contract.RejectionReason.DUPLICATE;
import static io.sessionfold.contract.RejectionReason.EMPTY_PHASE;
import static io.sessionfold.contract.RejectionReason.FINGERPRINT_CONFLICT;
import static io.sessionfold.contract.RejectionReason.GUARD_HIT;
import static io.sessionfold.contract.RejectionReason.ILLEGAL_TRANSITION;
import static io.sessionfold.contract.RejectionReason.LATE_TIMER;
import static io.sessionfold.contract.RejectionReason.LIMIT_EXCEEDED;
import static io.sessionfold.contract.RejectionReason.NOT_OWNER;
import static io.sessionfold.contract.RejectionReason.QUARANTINED;
import static io.sessionfold.contract.RejectionReason.ROUTE_SUPERSEDED;
import static io.sessionfold.contract.RejectionReason.STALE_EPOCH;
import static io.sessionfold.contract.RejectionReason.STALE_INCARNATION;
import static io.sessionfold.contract.RejectionReason.STALE_RUN;
import static io.sessionfold.contract.RejectionReason.STALE_SEQUENCE;
import static io.sessionfold.contract.RejectionReason.UNKNOWN_RUN;
import static io.sessionfold.contract.RejectionReason.UNKNOWN_SESSION;
import static io.sessionfold.contract.RejectionReason.UNSUPPORTED;
import static io.sessionfold.tests.dsl.Expect.commands;
import static io.sessionfold.tests.dsl.Expect.outcomes;
import static io.sessionfold.tests.dsl.Expect.refused;
import static io.sessionfold.tests.dsl.Expect.rejections;
import static io.sessionfold.tests.dsl.Expect.sessionsChanged;
import static io.sessionfold.tests.dsl.Expect.theRow;
import static io.sessionfold.tests.dsl.SessionWords.connectionClosed;
import static io.sessionfold.tests.dsl.SessionWords.connectionOpened;
import static io.sessionfold.tests.dsl.SessionWords.desiredState;
import static io.sessionfold.tests.dsl.SessionWords.heartbeat;
import static io.sessionfold.tests.dsl.SessionWords.routeAssigned;
import static io.sessionfold.tests.dsl.SessionWords.routeRevoked;
import static io.sessionfold.tests.dsl.SessionWords.sessionReset;
import static io.sessionfold.tests.dsl.SessionWords.sessionUpdated;
import static io.sessionfold.tests.dsl.TroubleWords.runInterrupted;
import static io.sessionfold.tests.dsl.TroubleWords.runRecovered;
import static io.sessionfold.tests.dsl.Words.again;
import static io.sessionfold.tests.dsl.Words.event;
import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.givenNothing;
import static io.sessionfold.tests.dsl.Words.lapseArrives;
import static io.sessionfold.tests.dsl.Words.phaseReported;
import static io.sessionfold.tests.dsl.Words.runAborted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runProgressed;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.Activity;
import io.sessionfold.contract.ActivityObserved;
import io.sessionfold.contract.DesiredState;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.RejectionReason;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.dsl.Scenario;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every refusal says in a sentence what was expected, what was found, and where. */
final class RefusalsTest {

    /** Of whatever reason: what was expected, what was found, and the event's position. */
    private static final Pattern SENTENCE =
            Pattern.compile("Expected .+(, but|, so) .+ \\(sessionfold\\.events-\\d+@\\d+\\)");

    private static final String VM = "https://vm";

    /** What is refused last, for each reason that the fold gives; and what its sentence must name. */
    private static final Map<RejectionReason, Refused> CASES = cases();

    private record Refused(Scenario scenario, String eventType, String words) {}

    @ScenarioTest
    @DisplayName(
            "INV-46: every reason that the fold gives comes with a sentence that names what was expected and where")
    void everyReasonComesWithASentence(Driver driver) {
        CASES.forEach((reason, refused) -> refused.scenario()
                .then(rejections()
                        .areExactly(refused(reason).of(refused.eventType()).saying(refused.words())))
                .and(moment -> assertThat(moment.since().rejections())
                        .allSatisfy(record -> assertThat(record.getDetail()).matches(SENTENCE)))
                .and(sessionsChanged().areEmpty())
                .and(commands().areEmpty())
                .and(outcomes().areEmpty())
                .on(driver));
    }

    @Test
    @DisplayName("INV-46: there is a case for every reason but that of a parking place, which is not the fold's")
    void thereIsACaseForEveryReason() {
        Set<RejectionReason> all = EnumSet.allOf(RejectionReason.class);
        all.removeAll(Set.of(RejectionReason.UNKNOWN, QUARANTINED));
        assertThat(CASES.keySet()).isEqualTo(all);
    }

    @ScenarioTest
    @DisplayName("INV-46: each limit says how much is allowed")
    void eachLimitSaysHowMuchIsAllowed(Driver driver) {
        Scenario crowded = given(session("s-1"));
        for (int i = 0; i < 64; i++) {
            crowded = crowded.has(connectionOpened("c-" + i));
        }
        crowded.when(connectionOpened("one-more"), heartbeat("another"))
                .then(rejections()
                        .areExactly(
                                refused(LIMIT_EXCEEDED).saying("fewer than 64 open connections"),
                                refused(LIMIT_EXCEEDED).saying("fewer than 64 open connections")))
                .and(theRow("s-1").withOpenConnections(64))
                .when(heartbeat("c-7"), connectionClosed("c-9"), connectionOpened("one-more"))
                .then(rejections().areEmpty())
                .on(driver);
        String long129 = "x".repeat(129);
        given(session("s-1"))
                .when(
                        sessionReset(long129),
                        connectionOpened(long129),
                        runRecovered("r-1", long129).withId("unknown"),
                        routeAssigned(1, "https://" + "x".repeat(1024)),
                        sessionUpdated().named("x".repeat(1025)),
                        sessionUpdated().tagged(long129, "x"))
                .then(rejections()
                        .areExactly(
                                refused(LIMIT_EXCEEDED)
                                        .saying("newSessionId to have at most 128 bytes, but it had 129"),
                                refused(LIMIT_EXCEEDED).saying("connectionId"),
                                refused(UNKNOWN_RUN),
                                refused(LIMIT_EXCEEDED).saying("baseUrl to have at most 1024 bytes"),
                                refused(LIMIT_EXCEEDED).saying("name"),
                                refused(LIMIT_EXCEEDED).saying("tags")))
                .and(theRow("s-1").ofIncarnation("s-1/1").withOpenConnections(0).withName(null))
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-46: what has no name cannot be found again, and is refused")
    void whatHasNoNameIsRefused(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withMembers(STRICT, "m-1"))
                .when(sessionReset(""), connectionOpened(""), runAccepted(""))
                .then(moment -> assertThat(moment.since().rejections())
                        .hasSize(3)
                        .allMatch(refused -> refused.getReason() == LIMIT_EXCEEDED)
                        .allSatisfy(refused -> assertThat(refused.getDetail()).contains("it was empty")))
                .and(sessionsChanged().areEmpty())
                .on(driver);
    }

    @ScenarioTest
    @DisplayName("INV-46: the reasons are looked for in their order: the first decides")
    void theFirstReasonDecides(Driver driver) {
        given(session("s-1").onPlatform("kubernetes").withConcurrency(EXCLUSIVE))
                .has(
                        phaseReported(RUNNING),
                        runAccepted("a").withKey("k").by("gw-1", 2, 5).withId("e"))
                .has(desiredState(DesiredState.TERMINATED), phaseReported(TERMINATED), timePassesTo("10:01"))
                .when(
                        again("e"),
                        runAccepted("b").withKey("k").by("gw-1", 1, 1).meaning("s-1/0"),
                        runAccepted("b").withKey("k").by("gw-1", 2, 5).meaning("s-1/0"),
                        runAccepted("b").withKey("k").meaning("s-1/0"),
                        runStarted("unknown"),
                        runAccepted("b").withKey("k"))
                .then(rejections()
                        .areExactly(
                                refused(DUPLICATE),
                                refused(STALE_EPOCH),
                                refused(STALE_SEQUENCE),
                                refused(STALE_INCARNATION),
                                refused(UNKNOWN_RUN),
                                refused(ALREADY_TERMINAL)))
                .on(driver);
    }

    private static Map<RejectionReason, Refused> cases() {
        Scenario running = given(session("s-1")).has(runStarted("r-1"));
        Scenario controlled = given(session("s-1").onPlatform("kubernetes")).has(phaseReported(RUNNING));
        Map<RejectionReason, Refused> cases = new EnumMap<>(RejectionReason.class);
        put(cases, DUPLICATE, running.when(again()), "RunStarted", "decided before: APPLIED");
        put(
                cases,
                STALE_EPOCH,
                running.has(runProgressed("r-1").by("gw-2", 3))
                        .when(runProgressed("r-1").by("gw-2", 2)),
                "RunProgressed",
                "epoch 2 is below it");
        put(
                cases,
                STALE_SEQUENCE,
                running.has(runProgressed("r-1").by("gw-2", 1, 7))
                        .when(runProgressed("r-1").by("gw-2", 1, 7)),
                "RunProgressed",
                "above the last, but 7 is not");
        put(
                cases,
                UNKNOWN_SESSION,
                givenNothing().when(sessionReset("s-1/2")),
                "SessionReset",
                "to exist for SessionReset");
        put(cases, ALREADY_EXISTS, running.when(session("s-1")), "SessionCreated", "to be new, but it exists");
        put(
                cases,
                STALE_INCARNATION,
                running.when(runEnded("r-1").meaning("s-1/0")),
                "RunEnded",
                "Expected incarnation 's-1/1'");
        put(cases, UNKNOWN_RUN, running.when(runEnded("r-9")), "RunEnded", "never admitted or is forgotten");
        put(cases, ALREADY_TERMINAL, running.has(runEnded("r-1")).when(runEnded("r-1")), "RunEnded", "it had ended");
        put(
                cases,
                STALE_RUN,
                running.has(runInterrupted("r-1")).when(runEnded("r-1")),
                "RunEnded",
                "interrupted and waits for its recovery");
        put(cases, NOT_OWNER, running.when(runAborted("r-1").byUser("eve")), "RunAbortRequested", "to own run 'r-1'");
        put(
                cases,
                FINGERPRINT_CONFLICT,
                running.when(runAccepted("r-2").withKey("key-r-1").withRequest("another")),
                "RunAccepted",
                "to come with the request of run 'r-1'");
        put(
                cases,
                GUARD_HIT,
                running.when(runAccepted("r-2").withKey("key-r-1")),
                "RunAccepted",
                "admitted run 'r-1', which is in_flight");
        put(
                cases,
                CONVERSATION_BUSY,
                given(session("s-1").withConcurrency(EXCLUSIVE))
                        .has(runStarted("r-1"))
                        .when(runAccepted("r-2")),
                "RunAccepted",
                "'r-1'");
        put(cases, ILLEGAL_TRANSITION, controlled.when(phaseReported(CREATING)), "PhaseReported", "from RUNNING");
        put(cases, EMPTY_PHASE, controlled.when(phaseReported(Phase.UNKNOWN)), "PhaseReported", "to name a phase");
        put(
                cases,
                ROUTE_SUPERSEDED,
                controlled.has(routeAssigned(2, VM)).when(routeRevoked(1)),
                "RouteRevoked",
                "Expected version 1 to be the current route");
        put(cases, LATE_TIMER, running.when(lapseArrives(TURN, "r-1")), "DeadlineLapsed", "ms away");
        put(
                cases,
                LIMIT_EXCEEDED,
                running.when(runAccepted("r".repeat(129))),
                "RunAccepted",
                "runId to have at most 128 bytes, but it had 129");
        put(
                cases,
                UNSUPPORTED,
                running.when(event("activity", new ActivityObserved(Activity.CONNECTION_OPENED, null))),
                "ActivityObserved",
                "to name its connectionId");
        return cases;
    }

    private static void put(
            Map<RejectionReason, Refused> cases, RejectionReason reason, Scenario scenario, String type, String words) {
        cases.put(reason, new Refused(scenario, type, words));
    }
}
