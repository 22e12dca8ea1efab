package io.sessionfold.engine.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.json.RecordJson;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rows that an engine serves for one partition against those of the replay, each where the replay stands at the
 * position that the row names. Not thread-safe.
 */
final class ServedRows {

    private final Map<String, ServedRow> open = new HashMap<>();
    private final Findings findings;
    private long same;

    ServedRows(Collection<ServedRow> rows, int partition, Findings findings) {
        rows.stream()
                .filter(row -> row.position().partition() == partition)
                .forEach(row -> open.put(row.recordKey(), row));
        this.findings = findings;
    }

    /** One event was folded. */
    void after(SessionKey key, @Nullable Session session, Position at, long recordTimeMs) {
        ServedRow row = open.get(key.recordKey());
        if (row == null || row.position().offset() != at.offset()) {
            return;
        }
        open.remove(key.recordKey());
        Optional<PublicRow> replayed = session == null ? Optional.empty() : PublicRow.of(session);
        if (replayed.isEmpty()) {
            findings.add(differs(row, at, recordTimeMs, "no row, as the log leads to none", "one is served"));
            return;
        }
        ObjectNode expected = RecordJson.toJson(RowCodec.write(replayed.get()));
        if (expected.equals(row.json())) {
            same++;
        } else {
            FieldDifferences.Sides sides = FieldDifferences.between(expected, row.json());
            findings.add(differs(
                    row, at, recordTimeMs, "the served row to have " + sides.expected(), "it has " + sides.actual()));
        }
    }

    /** @param end up to which offset the log was folded: a row that stands behind it is not judged */
    void finish(long end, long recordTimeMs, Tally tally) {
        for (ServedRow row : open.values()) {
            if (row.position().offset() < end) {
                findings.add(differs(
                        row,
                        row.position(),
                        recordTimeMs,
                        "an event of the session where the served row says that it stands",
                        "there is none"));
            }
        }
        tally.compared("served rows", same);
    }

    private static Finding differs(ServedRow row, Position at, long recordTimeMs, String expected, String actual) {
        return new Finding(
                Kind.ROW_DIFFERS, "GET /v1/sessions", row.recordKey(), at, null, recordTimeMs, expected, actual);
    }
}
