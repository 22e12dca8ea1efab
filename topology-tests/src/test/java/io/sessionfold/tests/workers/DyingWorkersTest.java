package io.sessionfold.tests.workers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.RunAccepted;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.RunOutcomeStatus;
import io.sessionfold.contract.RunStarted;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.contract.TerminalReplyCommitted;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.contract.WorkerExited;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Replay;
import io.sessionfold.tests.live.EventWriter;
import io.sessionfold.tests.live.LiveCluster;
import io.sessionfold.tests.live.LiveEngine;
import io.sessionfold.tests.live.LiveTopics;
import io.sessionfold.tests.live.Settling;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers die on a broker while runs are accepted and answered and while an instance leaves. Nobody waits for anybody: the
 * exit and a run's registration stand in one partition in an order that is not known here, and either must come out well.
 */
final class DyingWorkersTest {

    private static final String TENANT = "acme";
    private static final int SESSIONS = 240;
    private static final int DEPLOYMENTS = 5;
    private static final long AN_HOUR_MS = 3_600_000;

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "INV-13, INV-18: every run of a dead worker has one outcome, accepted before or after, answered or not")
    void everyRunOfADeadWorkerHasOneOutcome() {
        LiveCluster cluster = LiveCluster.start(folder.resolve("cluster"), 4, Map.of());
        LiveEngine stays = start(cluster, "stays");
        LiveEngine leaves = start(cluster, "leaves");
        try (cluster;
                stays;
                leaves;
                Admin admin = cluster.admin();
                EventWriter writer = new EventWriter(
                        cluster.bootstrapServers(), stays.engine().registry());
                LiveTopics topics = new LiveTopics(
                        cluster.bootstrapServers(), stays.engine().writerSchemas())) {
            accept(writer, 0, SESSIONS / 2);
            exit(writer, "once");
            answer(writer, 0, SESSIONS / 2);
            accept(writer, SESSIONS / 2, SESSIONS);
            writer.flush();
            leaves.close();
            exit(writer, "again");
            answer(writer, SESSIONS / 2, SESSIONS);
            new Settling(admin, "sessionfold", topics).await(writer.flush());

            assertThatEachRunHasItsOutcome(topics.of(TENANT).outputs().outcomes());
            assertThatEveryWorkerEventIsAccountedFor(stays.workerCounts());
            Replay.mustAgree(new Recording(
                    topics.of(TENANT).log(),
                    topics.of(TENANT).outputs().copy(),
                    stays.sessions(TENANT),
                    stays.counts().missing()));
        }
    }

    private static void assertThatEachRunHasItsOutcome(List<RunOutcome> outcomes) {
        Map<String, RunOutcome> bySession =
                outcomes.stream().collect(Collectors.toMap(RunOutcome::getSessionKey, Function.identity()));
        assertThat(bySession).hasSize(SESSIONS);
        bySession.forEach((session, outcome) -> {
            boolean isAnswered = isAnswered(Integer.parseInt(session.substring("s-".length())));
            if (!isAnswered || outcome.getStatus() != RunOutcomeStatus.DONE) {
                assertThat(outcome.getStatus()).as(session).isEqualTo(RunOutcomeStatus.FAILED);
                assertThat(outcome.getErrorCode()).as(session).isEqualTo("WORKER_DIED");
            }
        });
    }

    /** Each run was registered and released; each exit counted once. */
    private static void assertThatEveryWorkerEventIsAccountedFor(ProgressCounts counts) {
        assertThat(counts.get(Count.APPLIED)).isEqualTo(2 * SESSIONS + DEPLOYMENTS);
        assertThat(counts.get(RejectionReason.ALREADY_TERMINAL)).isEqualTo(DEPLOYMENTS);
        assertThat(counts.refused()).isEqualTo(DEPLOYMENTS);
        assertThat(counts.missing()).isZero();
    }

    private LiveEngine start(LiveCluster cluster, String name) {
        return LiveEngine.start(cluster.settings(folder.resolve(name), Map.of()), InstantSource.system());
    }

    /** Sessions with one run each; a third of the runs is never seen to be picked up. */
    private static void accept(EventWriter writer, int from, int to) {
        for (int i = from; i < to; i++) {
            write(
                    writer,
                    i,
                    "created",
                    SessionCreated.newBuilder()
                            .setSessionId("1")
                            .setOwnerUserId("ada")
                            .setCreatedByUserId("ada")
                            .setKind("chat")
                            .setConcurrency(Concurrency.PARALLEL)
                            .setMemberPolicy(MemberPolicy.STRICT)
                            .build());
            write(
                    writer,
                    i,
                    "accepted",
                    RunAccepted.newBuilder()
                            .setRunId("r-1")
                            .setIdempotencyKey("k-1")
                            .setRequestFingerprint("request")
                            .setMessageIds(List.of("m-1"))
                            .setKind("chat")
                            .setVisible(true)
                            .setDeploymentId("d-" + i % DEPLOYMENTS)
                            .setWorkerId("w-1")
                            .setDeadlineMs(AN_HOUR_MS)
                            .setExpiresInMs(AN_HOUR_MS)
                            .build());
            if (i % 3 != 0) {
                write(
                        writer,
                        i,
                        "started",
                        RunStarted.newBuilder().setRunId("r-1").build());
            }
        }
    }

    private static void answer(EventWriter writer, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isAnswered(i)) {
                write(writer, i, "answered", new TerminalReplyCommitted("r-1", List.of("m-1"), "reply"));
            }
        }
    }

    private static boolean isAnswered(int session) {
        return session % 4 == 1;
    }

    private static void exit(EventWriter writer, String which) {
        for (int i = 0; i < DEPLOYMENTS; i++) {
            writer.write(
                    WorkerEvent.newBuilder()
                            .setEventId("exit-" + i + "-" + which)
                            .setTenantId(TENANT)
                            .setDeploymentId("d-" + i)
                            .setEventTime(Instant.EPOCH)
                            .setPayload(WorkerExited.newBuilder()
                                    .setWorkerId("w-1")
                                    .setWorkerEpoch(1)
                                    .setIntentional(false)
                                    .build())
                            .build(),
                    null);
        }
    }

    private static void write(EventWriter writer, int session, String step, SpecificRecord payload) {
        writer.write(
                LifecycleEvent.newBuilder()
                        .setEventId("e-" + session + "-" + step)
                        .setTenantId(TENANT)
                        .setSessionKey("s-" + session)
                        .setProducerId("gateway-1")
                        .setEventTime(Instant.EPOCH)
                        .setSource(EventSource.GATEWAY)
                        .setPayload(payload)
                        .build(),
                null);
    }
}
