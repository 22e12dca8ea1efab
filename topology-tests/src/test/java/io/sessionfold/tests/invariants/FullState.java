package io.sessionfold.tests.invariants;

import static io.sessionfold.tests.dsl.Words.event;

import io.sessionfold.contract.AbortStopReason;
import io.sessionfold.contract.Activity;
import io.sessionfold.contract.ActivityObserved;
import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.Phase;
import io.sessionfold.contract.PhaseReported;
import io.sessionfold.contract.ProviderFailed;
import io.sessionfold.contract.Requester;
import io.sessionfold.contract.Resources;
import io.sessionfold.contract.RouteAssigned;
import io.sessionfold.contract.RunAbortRequested;
import io.sessionfold.contract.RunAccepted;
import io.sessionfold.contract.RunEnded;
import io.sessionfold.contract.RunErrored;
import io.sessionfold.contract.RunSettled;
import io.sessionfold.contract.RunStarted;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.contract.SettleResult;
import io.sessionfold.contract.TerminalReplyCommitted;
import io.sessionfold.engine.session.AbortMark;
import io.sessionfold.engine.session.AbortMarks;
import io.sessionfold.engine.session.Fences;
import io.sessionfold.tests.dsl.EventToWrite;
import io.sessionfold.tests.dsl.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The events that fill a session as far as the limits of their fields let them: every id, list and text at its longest. */
final class FullState {

    /** Runs of one session, as far as their number alone is asked. */
    static final int RUNS = 64;

    private static final int ID_BYTES = 128;
    private static final int NAME_BYTES = 1024;
    private static final int TEXT_BYTES = 4096;
    private static final int ENTRIES = 64;
    private static final int MESSAGES = 32;
    private static final long DAY_MS = 24 * 60 * 60_000L;

    private FullState() {}

    /** A session with as much said of it as can be. */
    static EventToWrite session() {
        return event(
                "fullSession()",
                SessionCreated.newBuilder()
                        .setSessionId(id("incarnation"))
                        .setOwnerUserId(id("owner"))
                        .setCreatedByUserId(id("creator"))
                        .setCredentialId(id("credential"))
                        .setAgentId(id("agent"))
                        .setName(name("label"))
                        .setKind(id("kind"))
                        .setApplicationId(id("application"))
                        .setResources(new Resources(entries("request"), entries("limit")))
                        .setMemberIds(ids("member", ENTRIES))
                        .setConcurrency(Concurrency.PARALLEL)
                        .setMemberPolicy(MemberPolicy.TOLERANT)
                        .setParentSessionKey(name("parent"))
                        .setTags(entries("tag"))
                        .build());
    }

    /** Everything but the runs: a report, a route, connections, aborts of runs that are not there, and producers. */
    static Happening[] surroundings() {
        List<Happening> all = new ArrayList<>();
        all.add(event(
                "report",
                PhaseReported.newBuilder()
                        .setPhase(Phase.RUNNING)
                        .setReason(name("reason"))
                        .setMessage("m".repeat(TEXT_BYTES))
                        .setUrl(name("url"))
                        .setPodName(name("pod"))
                        .build()));
        all.add(event("route", new RouteAssigned(1L, name("http://route"), name("credential"))));
        for (int i = 0; i < ENTRIES; i++) {
            all.add(event("connection " + i, new ActivityObserved(Activity.CONNECTION_OPENED, id("connection-" + i))));
        }
        for (int i = 0; i < AbortMarks.CAPACITY; i++) {
            for (int who = 0; who < AbortMark.REQUESTERS_MAX; who++) {
                all.add(abortOf("ghost-" + i, who));
            }
        }
        for (int i = 0; i < Fences.PRODUCERS_MAX; i++) {
            all.add(abortOf("ghost-0", 0).by(id("producer-" + i), Long.MAX_VALUE - 1, 1));
        }
        return all.toArray(Happening[]::new);
    }

    /** The admission of a run that owes replies to as many messages as one may. */
    static Happening accepted(int run) {
        return event(
                "accepted " + run,
                RunAccepted.newBuilder()
                        .setRunId(runId(run))
                        .setIdempotencyKey(name("key-" + run))
                        .setRequestFingerprint(id("request"))
                        .setMessageIds(ids("message-" + run, MESSAGES))
                        .setKind(id("kind"))
                        .setVisible(true)
                        .setOwnerUserId(id("user"))
                        .setOwnerConnectionId(id("connection"))
                        .setOwnerDeviceId(id("device"))
                        .setDeploymentId(id("deployment"))
                        .setWorkerId(id("worker"))
                        .setDeadlineMs(DAY_MS)
                        .setExpiresInMs(DAY_MS)
                        .build());
    }

    /** What makes an admitted run larger: one of its messages answered, its provider gone, an error that may not stand. */
    static Happening[] grown(int run) {
        return new Happening[] {
            event(
                    "started " + run,
                    RunStarted.newBuilder()
                            .setRunId(runId(run))
                            .setWorkerId(id("worker"))
                            .build()),
            event(
                    "answered " + run,
                    TerminalReplyCommitted.newBuilder()
                            .setRunId(runId(run))
                            .setMessageIds(
                                    List.of(ids("message-" + run, MESSAGES).get(0)))
                            .setReplyRef(name("reply"))
                            .build()),
            event(
                    "providerless " + run,
                    ProviderFailed.newBuilder()
                            .setRunId(runId(run))
                            .setCode(id("code"))
                            .setReason(name("reason"))
                            .build()),
            event(
                    "errored " + run,
                    RunErrored.newBuilder()
                            .setRunId(runId(run))
                            .setErrorCode(id("code"))
                            .setError("e".repeat(TEXT_BYTES))
                            .setTimeout(false)
                            .setFinal$(false)
                            .build())
        };
    }

    /** A run that comes and goes, and leaves as much behind in its guard as one may. */
    static Happening[] remembered(int run) {
        return new Happening[] {
            event(
                    "accepted " + run,
                    RunAccepted.newBuilder()
                            .setRunId(runId(run))
                            .setIdempotencyKey(name("key-" + run))
                            .setRequestFingerprint(id("request"))
                            .setMessageIds(List.of())
                            .setKind("chat")
                            .setVisible(true)
                            .setDeadlineMs(DAY_MS)
                            .setExpiresInMs(DAY_MS)
                            .build()),
            event(
                    "ended " + run,
                    RunEnded.newBuilder()
                            .setRunId(runId(run))
                            .setAborted(false)
                            .setYielded(false)
                            .setExecutionStarted(true)
                            .setReplyRef(name("reply"))
                            .build()),
            event("settled " + run, new RunSettled(runId(run), SettleResult.OK, name("summary")))
        };
    }

    private static EventToWrite abortOf(String ghost, int who) {
        return event(
                "abort of " + ghost + " by " + who,
                RunAbortRequested.newBuilder()
                        .setRunId(id(ghost))
                        .setRequester(
                                new Requester(id("user-" + who), id("connection-" + who), id("device-" + who), false))
                        .setStopReason(AbortStopReason.RPC)
                        .build());
    }

    static String runId(int run) {
        return id("run-" + run);
    }

    static String id(String text) {
        return padded(text, ID_BYTES);
    }

    static String name(String text) {
        return padded(text, NAME_BYTES);
    }

    private static List<String> ids(String text, int number) {
        return IntStream.range(0, number).mapToObj(n -> id(text + "-" + n)).toList();
    }

    private static Map<String, String> entries(String text) {
        Map<String, String> entries = new TreeMap<>();
        ids(text, ENTRIES).forEach(key -> entries.put(key, id("value")));
        return entries;
    }

    private static String padded(String text, int bytes) {
        return text + "-" + "x".repeat(bytes - text.length() - 1);
    }
}
