package io.sessionfold.engine.load;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.contract.WorkerExited;
import io.sessionfold.engine.codec.EventCodec;
import io.sessionfold.engine.session.Envelope;
import io.sessionfold.engine.session.EventSource;
import io.sessionfold.engine.session.SessionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The events of a trace as gateways would have written them, in the order of their event times: the same list for the
 * same trace, tenant, prefix and seed on every machine.
 *
 * <p>Each session is created at its first arrival. Each request is accepted and started when it arrives, shows a sign of
 * life for each {@value RunScript#TOKENS_PER_PROGRESS} output tokens, ends after {@value
 * TraceRequest#MS_PER_OUTPUT_TOKEN} ms per output token, is answered and settled. Producers claim neither epoch nor
 * sequence, so that a late start stays late. About one run in {@value #TROUBLE_ONE_IN} meets a {@link Trouble}, each kind
 * in {@link TroubleTurns turn}.
 */
public final class TraceEvents {

    /** When a trace begins: its arrival times count from here. */
    public static final Instant BASE = Instant.parse("2024-11-01T00:00:00Z");

    /** About one run in this many meets trouble. */
    public static final int TROUBLE_ONE_IN = 50;

    /** The seed of the trouble unless another is given. */
    public static final long SEED = 50;

    /** What a trace becomes; another plan is another number, so that none goes on where an older one ended. */
    public static final int VERSION = 2;

    /** What a process ends with that was killed. */
    private static final int EXIT_CODE = 137;

    private static final long MICROS_PER_MS = 1_000;

    private final String tenantId;
    private final String prefix;
    private final SplittableRandom random;
    private final List<Written> written = new ArrayList<>();
    private final Map<Integer, Integer> requestsOfSession = new HashMap<>();
    private final ImpliedTrouble implied = new ImpliedTrouble();
    private final TroubleTurns turns;

    private TraceEvents(List<TraceRequest> requests, String tenantId, String prefix, long seed) {
        this.tenantId = tenantId;
        this.prefix = prefix;
        this.random = new SplittableRandom(seed);
        this.turns = new TroubleTurns(requests);
    }

    private record Written(TraceSession session, RunScript.Step step) {}

    /**
     * Everything that a trace becomes.
     *
     * @param events in the order of event time; what has the same time, in the order of the requests
     */
    public record Plan(List<LoadRecord> events, long sessions, long runs, ImpliedTrouble implied) {

        /** Those that happened to sessions. */
        public List<LoadedEvent> sessionEvents() {
            return events.stream()
                    .filter(LoadedEvent.class::isInstance)
                    .map(LoadedEvent.class::cast)
                    .toList();
        }
    }

    /**
     * Plans the load of a trace.
     *
     * @param requests in order of arrival
     * @param prefix how session keys begin
     * @param seed decides which runs meet trouble
     */
    public static Plan plan(List<TraceRequest> requests, String tenantId, String prefix, long seed) {
        TraceEvents trace = new TraceEvents(requests, tenantId, prefix, seed);
        requests.forEach(trace::write);
        trace.written.sort(Comparator.comparingLong(event -> event.step().timeMs()));
        List<LoadRecord> events = new ArrayList<>(trace.written.size());
        for (Written event : trace.written) {
            events.add(loaded(events.size(), event));
        }
        return new Plan(events, trace.requestsOfSession.size(), requests.size(), trace.implied);
    }

    private void write(TraceRequest request) {
        TraceSession session = new TraceSession(tenantId, prefix, request.session());
        int ordinal = requestsOfSession.merge(request.session(), 1, Integer::sum);
        if (ordinal == 1) {
            write(session, request.arrivalMs(), session.name() + ".created", session.created());
        }
        Trouble trouble = nextTrouble(request);
        List<RunScript.Step> steps = new RunScript(session, request, ordinal, BASE.toEpochMilli()).steps(trouble);
        int repeated = trouble == Trouble.DUPLICATE ? random.nextInt(steps.size()) : -1;
        for (int i = 0; i < steps.size(); i++) {
            written.add(new Written(session, steps.get(i)));
            if (i == repeated) {
                written.add(new Written(session, steps.get(i)));
            }
        }
    }

    private @Nullable Trouble nextTrouble(TraceRequest request) {
        if (random.nextInt(TROUBLE_ONE_IN) != 0) {
            return null;
        }
        Trouble trouble = turns.next(request);
        implied.add(trouble);
        return trouble;
    }

    private void write(TraceSession session, long timeMs, String eventId, SessionEvent payload) {
        written.add(new Written(session, new RunScript.Told(timeMs, eventId, payload)));
    }

    private static LoadRecord loaded(long index, Written written) {
        if (written.step() instanceof RunScript.WorkerDied died) {
            return new LoadedWorkerEvent(
                    index,
                    new WorkerEvent(
                            died.eventId(),
                            written.session().tenantId(),
                            died.deploymentId(),
                            BASE.plusMillis(died.timeMs()),
                            new WorkerExited(died.workerId(), 1L, false, EXIT_CODE, "killed")));
        }
        return new LoadedEvent(index, lifecycleEvent(written.session(), (RunScript.Told) written.step()));
    }

    private static LifecycleEvent lifecycleEvent(TraceSession session, RunScript.Told step) {
        Envelope envelope = new Envelope(
                step.eventId(),
                session.key(),
                null,
                session.gatewayId(),
                null,
                null,
                (BASE.toEpochMilli() + step.timeMs()) * MICROS_PER_MS,
                null,
                EventSource.GATEWAY,
                null);
        return EventCodec.write(envelope, step.payload());
    }
}
