package io.sessionfold.engine.session;

import io.sessionfold.engine.session.SessionEvent.SessionCreated;
import io.sessionfold.engine.session.SessionEvent.SessionUpdated;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One session behind the net, with everything that the shell does for it. */
final class QuarantineStage implements ParkedWriter {

    static final SessionKey KEY = new SessionKey("acme", "s-1");

    private static final SessionPolicy A_DAY_AT_THE_MOST = new SessionPolicy(
            null, null, null, null, null, null, null, null, null, null, 86_400_000L, null, null, null);

    final List<RecordedEvent> log = new ArrayList<>();
    final List<Output> outputs = new ArrayList<>();
    final List<Decision> decisions = new ArrayList<>();
    final List<RecordedEvent> parked = new ArrayList<>();

    private final QuarantiningFold net;
    private final Fold fold;
    private @Nullable Session session;
    private RetryGuards guards = RetryGuards.NONE;
    private long nowMs = 1_000_000;
    private int gaps;

    private QuarantineStage(QuarantiningFold net, Fold fold) {
        this.net = net;
        this.fold = fold;
    }

    /** With a fold that fails on what the tests call poison. */
    static QuarantineStage live(Fold fold) {
        return new QuarantineStage(new QuarantiningFold(Failures.ofTry(failure -> true, (event, failure) -> {})), fold);
    }

    /** Folds the log of another stage once more, and takes the failures from it. */
    static QuarantineStage replayOf(QuarantineStage live, Fold fold) {
        LoggedFailures failures = new LoggedFailures();
        live.log.forEach(failures::hear);
        QuarantineStage replay = new QuarantineStage(new QuarantiningFold(failures), fold);
        live.log.forEach(replay::fold);
        return replay;
    }

    Session session() {
        return Objects.requireNonNull(session, "session");
    }

    /** How often a producer's sequence skipped a number. */
    int gaps() {
        return gaps;
    }

    Quarantine quarantine() {
        return Objects.requireNonNull(session().quarantine(), "quarantine");
    }

    /** The names that the row had, in the order of its versions. */
    List<String> names() {
        return outputs.stream()
                .filter(Output.RowChanged.class::isInstance)
                .map(output ->
                        String.valueOf(((Output.RowChanged) output).row().body().name()))
                .toList();
    }

    <O extends Output> List<O> outputs(Class<O> type) {
        return outputs.stream().filter(type::isInstance).map(type::cast).toList();
    }

    void timePasses(long ms) {
        nowMs += ms;
    }

    /** Writes an event; what the engine says in the log is read after it. */
    RecordedEvent write(String eventId, SessionEvent payload) {
        return write(envelope(eventId, null), payload);
    }

    RecordedEvent write(Envelope envelope, SessionEvent payload) {
        RecordedEvent event = recorded(envelope, payload);
        fold(event).stream()
                .filter(Output.SessionSetApart.class::isInstance)
                .map(Output.SessionSetApart.class::cast)
                .forEach(apart -> write(apart.envelope(), apart.payload()));
        return event;
    }

    static Envelope envelope(String eventId, @Nullable Long sequence) {
        return new Envelope(eventId, KEY, null, "gw-1", null, sequence, 0, null, EventSource.GATEWAY, null);
    }

    static SessionEvent created() {
        return new SessionCreated(
                "i-1",
                "ada",
                "ada",
                null,
                null,
                null,
                "chat",
                null,
                null,
                null,
                List.of(),
                Concurrency.PARALLEL,
                MemberPolicy.STRICT,
                null,
                Collections.emptySortedMap(),
                A_DAY_AT_THE_MOST);
    }

    static SessionEvent named(String name) {
        return new SessionUpdated(name, null, null, Set.of());
    }

    @Override
    public void park(RecordedEvent event) {
        parked.add(event);
    }

    @Override
    public void free(SessionKey key, @Nullable Position firstThatStays) {
        parked.removeIf(event -> firstThatStays == null || event.position().offset() < firstThatStays.offset());
    }

    private RecordedEvent recorded(Envelope envelope, SessionEvent payload) {
        byte[] framed = (envelope.eventId() + payload).getBytes(StandardCharsets.UTF_8);
        RecordedEvent event = new RecordedEvent(
                envelope,
                payload,
                nowMs,
                new Position("events", 0, log.size()),
                new EventBody(new byte[32], framed, 0));
        log.add(event);
        return event;
    }

    private List<Output> fold(RecordedEvent event) {
        Session before = session;
        FoldOutcome outcome = net.evolve(fold, before, guards, event, key -> List.copyOf(parked));
        follow(before, event, outcome);
        session = outcome.session();
        guards = outcome.guards();
        gaps += outcome.sequenceGaps();
        outputs.addAll(outcome.outputs());
        decisions.addAll(outcome.decisions());
        return outcome.outputs();
    }
}
