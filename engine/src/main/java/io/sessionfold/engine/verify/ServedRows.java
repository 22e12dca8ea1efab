package io.sessionfold.engine.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.replay.FoldTable;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.StoredKeys;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.json.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rows that an engine serves for one partition against those of the replay, each where the replay stands at the
 * position that the row names; and the sessions of the replay against the list, where the replay stands at the position up
 * to which the engine said that the list is folded: who exists from there to the end of the log has to be in it. Not
 * thread-safe.
 */
final class ServedRows {

    private static final String WHERE = "GET /v1/sessions";

    private final ServedList list;
    private final Scope scope;
    private final Findings findings;
    private final long reached;

    /** Where each row says that it stands, by record key. */
    private final Map<String, Long> stands = new HashMap<>();

    /** The rows at whose positions the replay was not yet. */
    private final Map<String, ServedRow> open = new HashMap<>();

    /** The sessions that would have to be in the list, as long as they exist. */
    private final Map<String, Session> leftOut = new HashMap<>();

    private boolean isReached;
    private long same;

    ServedRows(Subject subject, int partition, Findings findings) {
        this.list = subject.served();
        this.scope = subject.scope();
        this.findings = findings;
        this.reached = list.reached().getOrDefault(partition, -1L);
        for (ServedRow row : list.rows()) {
            byte[] key = row.recordKey().getBytes(StandardCharsets.UTF_8);
            if (BuiltInPartitioner.partitionForKey(key, subject.partitions()) == partition) {
                take(row, partition);
            }
        }
    }

    /** The next record to be folded stands at an offset; told before it is folded, and of the states until there. */
    void before(long offset, FoldTable table) {
        if (offset > reached && !isReached) {
            isReached = true;
            table.forEach((key, state) -> {
                if (state.session() != null && state.session().exists() && list.hasToHave(key, scope)) {
                    hasToBeServed(key.recordKey(), state.session());
                }
            });
        }
    }

    /**
     * The log is folded from a place in its middle: the rows that stand before it are those of the states there.
     *
     * @param next the first offset that is folded
     */
    void begin(FoldTable states, long next) {
        // What the list had to have earlier, the states there do not say.
        isReached |= reached < next - 1;
        List<ServedRow> before = open.values().stream()
                .filter(row -> row.position().offset() < next)
                .toList();
        for (ServedRow row : before) {
            SessionKey key = StoredKeys.sessionKey(Bytes.wrap(row.recordKey().getBytes(StandardCharsets.UTF_8)));
            Session session = states.find(key).session();
            Position at = session == null ? row.position() : session.progress().position();
            if (at.offset() <= row.position().offset()) {
                after(
                        key,
                        session,
                        row.position(),
                        session == null ? 0 : session.progress().recordTimeMs());
            } else {
                // It was asked for before the checkpoint was written, and nobody knows that state any more.
                open.remove(row.recordKey());
            }
        }
    }

    /** One event was folded. */
    void after(SessionKey key, @Nullable Session session, Position at, long recordTimeMs) {
        if (session == null || !session.exists()) {
            leftOut.remove(key.recordKey());
        }
        ServedRow row = open.get(key.recordKey());
        if (row == null || row.position().offset() != at.offset()) {
            return;
        }
        open.remove(key.recordKey());
        Optional<PublicRow> replayed = session == null ? Optional.empty() : PublicRow.of(session);
        if (replayed.isEmpty()) {
            unexpected(row, at, recordTimeMs, "no row, as the log leads to none", "one is served");
            return;
        }
        // As it comes over the wire: there a number is no longer of a type of its own.
        ObjectNode expected = (ObjectNode) RecordJson.parse(
                RecordJson.toJson(RowCodec.write(replayed.get())).toString());
        if (expected.equals(row.json())) {
            same++;
        } else {
            FieldDifferences.Sides sides = FieldDifferences.between(expected, row.json());
            differs(row, at, recordTimeMs, "the served row to have " + sides.expected(), "it has " + sides.actual());
        }
    }

    /**
     * Nothing more is folded.
     *
     * @param table the states at the end
     * @param recordTimeMs of the last event
     */
    void finish(FoldTable table, long recordTimeMs, Tally tally) {
        before(Long.MAX_VALUE, table);
        for (ServedRow row : open.values()) {
            unexpected(
                    row,
                    row.position(),
                    recordTimeMs,
                    "an event of the session where the served row says that it stands",
                    "there is none");
        }
        leftOut.forEach((key, session) -> findings.add(new Finding(
                Kind.ROW_MISSING,
                WHERE,
                key,
                session.progress().position(),
                null,
                session.progress().recordTimeMs(),
                "a row of the session in a list that says it is folded up to offset " + reached,
                "the list leaves it out")));
        tally.compared("served rows", same);
    }

    private void take(ServedRow row, int partition) {
        Position at = row.position();
        if (stands.putIfAbsent(row.recordKey(), at.offset()) != null) {
            unexpected(row, at, 0, "one row of a session", "it is served once more");
        } else if (!row.recordKey().startsWith(list.tenantId() + "/")) {
            unexpected(row, at, 0, "rows of tenant " + list.tenantId() + " alone", "a row of another tenant is served");
        } else if (at.partition() != partition || !at.topic().equals(Topics.EVENTS)) {
            unexpected(
                    row,
                    null,
                    0,
                    "the row of this session to stand in partition " + partition + " of the events",
                    "it says that it stands at " + at);
        } else {
            open.put(row.recordKey(), row);
        }
    }

    private void hasToBeServed(String recordKey, Session session) {
        Long offset = stands.get(recordKey);
        Position at = session.progress().position();
        if (offset == null) {
            leftOut.put(recordKey, session);
        } else if (offset < at.offset()) {
            findings.add(new Finding(
                    Kind.ROW_DIFFERS,
                    WHERE,
                    recordKey,
                    at,
                    null,
                    session.progress().recordTimeMs(),
                    "the served row to stand at offset %d or behind it, as the list says it is folded up to %d"
                            .formatted(at.offset(), reached),
                    "it stands at offset " + offset));
        }
    }

    private void differs(ServedRow row, Position at, long recordTimeMs, String expected, String actual) {
        found(Kind.ROW_DIFFERS, row, at, recordTimeMs, expected, actual);
    }

    private void unexpected(ServedRow row, @Nullable Position at, long recordTimeMs, String expected, String actual) {
        found(Kind.ROW_UNEXPECTED, row, at, recordTimeMs, expected, actual);
    }

    private void found(
            Kind kind, ServedRow row, @Nullable Position at, long recordTimeMs, String expected, String actual) {
        findings.add(new Finding(kind, WHERE, row.recordKey(), at, null, recordTimeMs, expected, actual));
    }
}
