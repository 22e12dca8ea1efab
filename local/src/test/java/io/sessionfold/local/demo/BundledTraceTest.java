package io.sessionfold.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.WorkerExited;
import io.sessionfold.engine.codec.EventCodec;
import io.sessionfold.engine.deployment.Deployment;
import io.sessionfold.engine.deployment.DeploymentEvent;
import io.sessionfold.engine.deployment.DeploymentFold;
import io.sessionfold.engine.deployment.DeploymentKey;
import io.sessionfold.engine.deployment.DeploymentOutcome;
import io.sessionfold.engine.deployment.DeploymentOutput;
import io.sessionfold.engine.deployment.RecordedDeploymentEvent;
import io.sessionfold.engine.load.LoadRecord;
import io.sessionfold.engine.load.LoadedEvent;
import io.sessionfold.engine.load.LoadedWorkerEvent;
import io.sessionfold.engine.load.TraceEvents;
import io.sessionfold.engine.load.Trouble;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.Envelope;
import io.sessionfold.engine.session.EventBody;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionEvent;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The bundled trace, folded without any Kafka: what the demonstration must come to. */
class BundledTraceTest {

    private static final long RECORD_TIME_MS = 1_800_000_000_000L;
    private static final TraceEvents.Plan PLAN = BundledTrace.plan(BundledTrace.TENANT);

    private final Map<DeploymentKey, Deployment> deployments = new HashMap<>();
    private final Map<SessionKey, Session> sessions = new HashMap<>();
    private final Map<SessionKey, RetryGuards> guards = new HashMap<>();
    private final Map<RejectionReason, Long> rejected = new EnumMap<>(RejectionReason.class);
    private final Set<String> decidedRuns = new HashSet<>();
    private long outcomes;
    private long workerEvents;

    @Test
    @DisplayName("INV-13, INV-23: every run of the trace ends exactly once, whatever happens around it")
    void everyRunEndsExactlyOnceAndOnlyTheImpliedEventsAreRefused() {
        PLAN.events().forEach(this::fold);

        assertEverythingHasEnded();
    }

    @Test
    @DisplayName("INV-18: the same follows however late the exits of workers are seen")
    void whenAnExitIsSeenChangesNothingOfWhatFollows() {
        PLAN.sessionEvents().forEach(this::fold);
        PLAN.events().stream().filter(LoadedWorkerEvent.class::isInstance).forEach(this::fold);

        assertEverythingHasEnded();
    }

    private void assertEverythingHasEnded() {
        assertThat(PLAN.sessions()).isEqualTo(8_057);
        assertThat(PLAN.runs()).isEqualTo(12_031);
        assertThat(sessions).hasSize(8_057);
        assertThat(outcomes).isEqualTo(12_031);
        assertThat(decidedRuns).hasSize(12_031);
        assertThat(sessions.values())
                .allSatisfy(session -> assertThat(session.runs().open()).isEmpty());
        assertThat(rejected).isEqualTo(PLAN.implied().rejected());
    }

    @Test
    void aboutOneRunInFiftyMeetsTroubleInEqualParts() {
        long troubled = 0;
        for (Trouble trouble : Trouble.values()) {
            long runs = PLAN.implied().runs(trouble);
            assertThat(runs).isBetween(22L, 33L);
            troubled += runs;
        }
        assertThat(troubled).isBetween(200L, 290L);
    }

    @Test
    void eventsStandInTheOrderOfTheirTimesAndOfTheirIndex() {
        List<LoadRecord> events = PLAN.events();
        for (int i = 1; i < events.size(); i++) {
            assertThat(events.get(i).index()).isEqualTo(i);
            assertThat(events.get(i).eventTime())
                    .isAfterOrEqualTo(events.get(i - 1).eventTime());
        }
    }

    @Test
    void thePlanIsTheSameOnEveryMachine() {
        CRC32 sum = new CRC32();
        for (LoadRecord event : PLAN.events()) {
            sum.update(event.toString().getBytes(UTF_8));
        }
        assertThat(PLAN.events().size()).isEqualTo(83_552);
        assertThat(sum.getValue()).isEqualTo(4_260_779_681L);
    }

    private void fold(LoadRecord loaded) {
        if (loaded instanceof LoadedWorkerEvent worker) {
            WorkerExited exited = (WorkerExited) worker.event().getPayload();
            fold(
                    worker.event().getDeploymentId(),
                    new DeploymentEvent.WorkerExited(
                            exited.getWorkerId(), exited.getWorkerEpoch(), exited.getIntentional(), null, null));
        } else if (loaded instanceof LoadedEvent event) {
            fold(EventCodec.envelope(event.event()), EventCodec.payload(event.event()), event.index());
        }
    }

    /** As the sub-topology of the workers does: what it lets out are events of sessions. */
    private void fold(String deploymentId, DeploymentEvent payload) {
        DeploymentKey key = new DeploymentKey(BundledTrace.TENANT, deploymentId);
        Position position = new Position("sessionfold.worker-events", 0, workerEvents);
        workerEvents++;
        DeploymentOutcome outcome = DeploymentFold.evolve(
                deployments.getOrDefault(key, Deployment.NONE),
                new RecordedDeploymentEvent("w-" + workerEvents, key, 0, payload, RECORD_TIME_MS, position));
        deployments.put(key, outcome.deployment());
        assertThat(outcome.decision()).isInstanceOf(Decision.Applied.class);
        for (DeploymentOutput output : outcome.outputs()) {
            DeploymentOutput.RunFailed failed = (DeploymentOutput.RunFailed) output;
            fold(failed.envelope(), failed.payload(), PLAN.events().size() + workerEvents);
        }
    }

    private void fold(Envelope envelope, SessionEvent payload, long offset) {
        SessionKey key = envelope.key();
        RecordedEvent event = new RecordedEvent(
                envelope, payload, RECORD_TIME_MS, new Position("sessionfold.events", 0, offset), EventBody.NONE);
        FoldOutcome outcome = FoldVersions.KNOWN
                .at(FoldVersions.FIRST)
                .evolve(sessions.get(key), guards.getOrDefault(key, RetryGuards.NONE), event);
        Session after = outcome.session();
        assertThat(after).isNotNull();
        sessions.put(key, after);
        guards.put(key, outcome.guards());
        outcome.decisions().forEach(this::count);
        outcome.outputs().forEach(output -> note(output, event));
    }

    private void count(Decision decision) {
        if (decision instanceof Decision.Refused refused) {
            rejected.merge(refused.reason(), 1L, Long::sum);
        }
    }

    private void note(Output output, RecordedEvent event) {
        if (output instanceof Output.RunDecided decided) {
            outcomes++;
            decidedRuns.add(decided.runId());
        } else if (output instanceof Output.RunRegistered run) {
            fold(
                    run.deploymentId(),
                    new DeploymentEvent.RunRegistered(run.key().sessionKey(), run.runId(), run.workerId()));
        } else if (output instanceof Output.RunReleased run) {
            fold(
                    run.deploymentId(),
                    new DeploymentEvent.RunReleased(run.key().sessionKey(), run.runId(), run.workerId()));
        } else if (output instanceof Output.RowChanged changed) {
            assertThat(decidedRuns)
                    .as(
                            "ended runs that are shown as active after %s",
                            event.envelope().eventId())
                    .noneMatch(changed.row().body().activeRunIds()::contains);
        }
    }
}
