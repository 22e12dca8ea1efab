package io.sessionfold.engine.command;

import io.sessionfold.contract.ApplicationEvent;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.codec.EventCodec;
import io.sessionfold.engine.query.MemoryStores;
import io.sessionfold.engine.query.ParkedQuery;
import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.EventBody;
import io.sessionfold.engine.session.Failures;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.QuarantiningFold;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.engine.topology.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A log in memory that folds what is appended to it, for real, into the stores that queries read. */
public final class FoldedLog implements EventLog {

    private static final int PARTITION = 0;

    /** What the door's clock says, and what every record's time is. */
    public volatile Instant now = Instant.parse("2026-11-20T10:00:00Z");

    /** What every append comes to instead; null for being appended. */
    public volatile @Nullable Appended failure;

    /** Whether what is appended stays unfolded. */
    public volatile boolean isStuck;

    /** On what the fold fails: on nothing, as long as no test says so. */
    public volatile Predicate<RecordedEvent> poison = event -> false;

    private final Failures failures = Failures.ofTry(failure -> true, (event, failure) -> {});
    private final QuarantiningFold net =
            new QuarantiningFold((event, triedAt, fold) -> failures.attempt(event, triedAt, () -> tried(event, fold)));
    private final MemoryParked parked = new MemoryParked();

    private final MemoryStores stores;
    private final List<LifecycleEvent> events = new ArrayList<>();
    private final List<ApplicationEvent> applicationEvents = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final Map<SessionKey, Session> sessions = new HashMap<>();
    private final Map<SessionKey, RetryGuards> guards = new HashMap<>();

    public FoldedLog(MemoryStores stores) {
        this.stores = stores;
    }

    @Override
    public synchronized CompletableFuture<Appended> append(LifecycleEvent event) {
        Appended fails = failure;
        if (fails != null) {
            return CompletableFuture.completedFuture(fails);
        }
        Position position = new Position(Topics.EVENTS, PARTITION, events.size());
        events.add(event);
        if (!isStuck) {
            fold(event, position);
        }
        return CompletableFuture.completedFuture(new Appended.At(position));
    }

    @Override
    public synchronized CompletableFuture<Appended> append(ApplicationEvent event) {
        Appended fails = failure;
        if (fails != null) {
            return CompletableFuture.completedFuture(fails);
        }
        applicationEvents.add(event);
        return CompletableFuture.completedFuture(
                new Appended.At(new Position(Topics.APPLICATION_EVENTS, PARTITION, applicationEvents.size() - 1)));
    }

    /** What was appended to the sessions' events. */
    public synchronized List<LifecycleEvent> events() {
        return List.copyOf(events);
    }

    /** What was appended to the applications' events. */
    public synchronized List<ApplicationEvent> applicationEvents() {
        return List.copyOf(applicationEvents);
    }

    /** What is parked. */
    public ParkedQuery parked() {
        return parked;
    }

    /** What was decided of each. */
    public synchronized List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    private void fold(LifecycleEvent event, Position position) {
        RecordedEvent recorded = new RecordedEvent(
                EventCodec.envelope(event), EventCodec.payload(event), now.toEpochMilli(), position, EventBody.NONE);
        SessionKey key = recorded.envelope().key();
        Session before = sessions.get(key);
        FoldOutcome outcome = net.evolve(
                FoldVersions.KNOWN.at(FoldVersions.FIRST),
                before,
                guards.getOrDefault(key, RetryGuards.NONE),
                recorded,
                parked);
        parked.follow(before, recorded, outcome);
        decisions.addAll(outcome.decisions());
        guards.put(key, outcome.guards());
        stores.with(PARTITION, key, outcome.guards());
        Session session = Optional.ofNullable(outcome.session()).orElseThrow();
        sessions.put(key, session);
        stores.fold(PARTITION, session);
        outcome.outputs().stream()
                .filter(Output.SessionSetApart.class::isInstance)
                .map(Output.SessionSetApart.class::cast)
                .forEach(apart -> append(EventCodec.write(apart.envelope(), apart.payload()))
                        .join());
    }

    private FoldOutcome tried(RecordedEvent event, Supplier<FoldOutcome> fold) {
        if (poison.test(event)) {
            throw new ArithmeticException("Expected a fold without bugs, but it fails on " + event.position());
        }
        return fold.get();
    }
}
