package io.sessionfold.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.Position;
import io.sessionfold.contract.RunEnded;
import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.WriterSchemas;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Holds what the engine published against what it promises, without knowing how it came about: versions rise by one
 * (INV-3), a row is active exactly if it shows an active run (INV-5), no run is active in the record of its own terminal
 * event or ever after (INV-1), and every run has exactly one outcome (INV-13).
 *
 * <p>Whether the end of a run was its yield, the row does not say: the events are read first, for the positions of those.
 */
final class ProjectionCheck {

    private static final Set<String> TERMINAL = Set.of(
            "RunEnded",
            "RunErrored",
            "RunAbortRequested",
            "RunInterrupted",
            "TerminalReplyCommitted",
            "DeadlineLapsed");

    private final RecordReader<LifecycleEvent> events;
    private final RecordReader<SessionRow> rows;
    private final RecordReader<RunOutcome> outcomes;
    private final Set<String> yields = new HashSet<>();
    private final Map<String, Seen> sessions = new HashMap<>();
    private final Set<String> decided = new HashSet<>();
    private final Verdict verdict = new Verdict();
    private int maxConcurrentRuns;

    ProjectionCheck(WriterSchemas schemas) {
        this.events = new RecordReader<>(LifecycleEvent.class, schemas);
        this.rows = new RecordReader<>(SessionRow.class, schemas);
        this.outcomes = new RecordReader<>(RunOutcome.class, schemas);
    }

    /** What was seen of one session so far. */
    private static final class Seen {
        private final Set<String> left = new HashSet<>();
        private Set<String> active = Set.of();
        private long version;
    }

    /** Notes where runs yielded; what is no event is not this check's to find. */
    void event(ConsumerRecord<byte[], byte[]> record) {
        Decoded<LifecycleEvent> event =
                events.read(record.topic(), record.partition(), record.offset(), record.value());
        if (event instanceof Decoded.Value<LifecycleEvent> value
                && value.value().getPayload() instanceof RunEnded ended
                && ended.getYielded()) {
            yields.add(at(record));
        }
    }

    void row(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        SessionRow row = decoded(rows, record);
        Seen seen = sessions.computeIfAbsent(key(record), key -> new Seen());
        String at = at(record);
        List<String> active = row.getActiveRunIds();
        verdict.violatedIf(
                row.getStateVersion() != seen.version + 1,
                () -> "Expected version %d of session '%s' to follow, but it was %d (%s)"
                        .formatted(seen.version + 1, key(record), row.getStateVersion(), at));
        verdict.violatedIf(
                row.getHasActiveRun() == active.isEmpty(),
                () -> "Expected hasActiveRun to say what activeRunIds %s shows, but it was %s (%s)"
                        .formatted(active, row.getHasActiveRun(), at));
        verdict.violatedIf(
                !active.equals(active.stream().sorted().toList()),
                () -> "Expected activeRunIds to be sorted, but it was %s (%s)".formatted(active, at));
        verdict.violatedIf(
                isTerminal(row) && active.contains(row.getRunId()),
                () -> "Expected run '%s' to be gone with its own %s, but it was still active (%s)"
                        .formatted(row.getRunId(), row.getEventType(), at));
        verdict.violatedIf(
                row.getEventType().equals("SessionReset") && !active.isEmpty(),
                () -> "Expected a reset to end every run, but %s were still active (%s)".formatted(active, at));
        for (String run : active) {
            verdict.violatedIf(
                    seen.left.contains(run),
                    () -> "Expected run '%s' to stay ended, but it was active again (%s)".formatted(run, at));
        }
        advance(seen, row, active);
    }

    void outcome(ConsumerRecord<byte[], byte[]> record) {
        RunOutcome outcome = decoded(outcomes, record);
        verdict.violatedIf(
                !decided.add(key(record) + '/' + outcome.getRunId()),
                () -> "Expected one outcome of run '%s', but this was one more (%s)"
                        .formatted(outcome.getRunId(), at(record)));
    }

    Verdict verdict() {
        return verdict;
    }

    /** The most runs that one row showed as active. */
    int maxConcurrentRuns() {
        return maxConcurrentRuns;
    }

    /** How many runs the last rows of all sessions show as active. */
    long activeRunsAtEnd() {
        return sessions.values().stream().mapToLong(seen -> seen.active.size()).sum();
    }

    /** How many runs have an outcome. */
    long decidedRuns() {
        return decided.size();
    }

    private boolean isTerminal(SessionRow row) {
        Position position = row.getPosition();
        String at = position.getTopic() + '-' + position.getPartition() + '@' + position.getOffset();
        return TERMINAL.contains(row.getEventType()) && !yields.contains(at);
    }

    private void advance(Seen seen, SessionRow row, List<String> active) {
        seen.version = row.getStateVersion();
        seen.left.addAll(seen.active);
        active.forEach(seen.left::remove);
        seen.active = Set.copyOf(active);
        maxConcurrentRuns = Math.max(maxConcurrentRuns, active.size());
    }

    private static <T extends SpecificRecord> T decoded(RecordReader<T> reader, ConsumerRecord<byte[], byte[]> record) {
        Decoded<T> decoded = reader.read(record.topic(), record.partition(), record.offset(), record.value());
        if (decoded instanceof Decoded.Value<T> value) {
            return value.value();
        }
        throw new DemoException(
                "Expected a record of the contract, but it was not: %s (%s)".formatted(decoded, at(record)));
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }

    private static String at(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + '-' + record.partition() + '@' + record.offset();
    }
}
