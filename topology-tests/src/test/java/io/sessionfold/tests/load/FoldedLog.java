package io.sessionfold.tests.load;

import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Output;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionEvent;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuard;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.tests.driver.LogEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The log, folded anew event by event: what stood under each key at each position, and what was decided of each event. */
final class FoldedLog {

    private final Map<SessionKey, NavigableMap<Long, Decided>> byOffset = new HashMap<>();
    private final Map<SessionKey, Integer> partitions = new HashMap<>();
    private final Map<SessionKey, Map<String, List<Decided>>> byEventId = new HashMap<>();
    private final Map<SessionKey, RetryGuards> guards = new HashMap<>();

    private FoldedLog() {}

    /** Folds a log; the events of each key in order. */
    static FoldedLog of(List<LogEntry> log) {
        FoldedLog folded = new FoldedLog();
        log.forEach(entry -> folded.fold(entry.event()));
        return folded;
    }

    /** Every key under which there is an event. */
    List<SessionKey> keys() {
        return byOffset.keySet().stream().sorted().toList();
    }

    /** The partition of a key; empty if there is no event under it. */
    Optional<Integer> partition(SessionKey key) {
        return Optional.ofNullable(partitions.get(key));
    }

    /** The events of a key, in order. */
    List<Decided> events(SessionKey key) {
        return List.copyOf(of(key).values());
    }

    /** What was decided of an event: once for each time that it stands in the log. */
    List<Decided> decisions(SessionKey key, String eventId) {
        return byEventId.getOrDefault(key, Map.of()).getOrDefault(eventId, List.of());
    }

    /** The event at an offset, if it is one of this key's. */
    Optional<Decided> at(SessionKey key, long offset) {
        return Optional.ofNullable(of(key).get(offset));
    }

    /** The last event of a key up to an offset. */
    Optional<Decided> upTo(SessionKey key, long offset) {
        return Optional.ofNullable(of(key).floorEntry(offset)).map(Map.Entry::getValue);
    }

    /** How far the log of a key reaches; {@link Answer#NOWHERE} if there is none. */
    long last(SessionKey key) {
        return of(key).isEmpty() ? Answer.NOWHERE : of(key).lastKey();
    }

    private NavigableMap<Long, Decided> of(SessionKey key) {
        return byOffset.getOrDefault(key, Collections.emptyNavigableMap());
    }

    private void fold(RecordedEvent event) {
        SessionKey key = event.envelope().key();
        NavigableMap<Long, Decided> events = byOffset.computeIfAbsent(key, first -> new TreeMap<>());
        Session before = events.isEmpty() ? null : events.lastEntry().getValue().after();
        FoldOutcome outcome = FoldVersions.KNOWN
                .at(FoldVersions.FIRST)
                .evolve(before, guards.getOrDefault(key, RetryGuards.NONE), event);
        guards.put(key, outcome.guards());
        Position at = event.position();
        Decided decided = decided(event, outcome);
        partitions.put(key, at.partition());
        events.put(at.offset(), decided);
        byEventId
                .computeIfAbsent(key, first -> new HashMap<>())
                .computeIfAbsent(decided.eventId(), first -> new ArrayList<>())
                .add(decided);
    }

    private static Decided decided(RecordedEvent event, FoldOutcome outcome) {
        RetryGuard guard = guard(event, outcome.guards());
        Session after = outcome.session();
        return new Decided(
                event.position(),
                event.envelope().eventId(),
                event.payload().type(),
                outcome.decisions().get(0),
                after,
                event.payload().runId(),
                event.payload() instanceof SessionEvent.RunAccepted accepted ? accepted.idempotencyKey() : null,
                relatedRun(event, outcome),
                guard == null ? null : guard.runId(),
                guard == null || after == null || after.identity() == null
                        ? null
                        : guard.answerAt(
                                event.recordTimeMs(),
                                Objects.requireNonNull(after.identity())
                                        .policy()
                                        .guardTtl()));
    }

    private static @Nullable RetryGuard guard(RecordedEvent event, RetryGuards guards) {
        return event.payload() instanceof SessionEvent.RunAccepted accepted
                ? guards.get(accepted.idempotencyKey())
                : null;
    }

    private static @Nullable String relatedRun(RecordedEvent event, FoldOutcome outcome) {
        for (Output output : outcome.outputs()) {
            if (output instanceof Output.EventRejected rejected
                    && rejected.envelope().eventId().equals(event.envelope().eventId())) {
                return rejected.relatedRunId();
            }
        }
        return null;
    }
}
