package io.sessionfold.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.driver.Outputs;
import io.sessionfold.tests.driver.Replay;
import io.sessionfold.tests.driver.StoredSession;
import io.sessionfold.tests.wire.EventBytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * One play as lines of JSON: each event with its record time, then the outputs that it brought, then how the session's
 * state and guards changed. States, guards and rows stand as merge patches on the one before of the same session.
 */
final class GoldenWriter {

    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final List<String> lines = new ArrayList<>();
    private final Map<String, ObjectNode> last = new HashMap<>();
    private final EventBytes bytes = new EventBytes();
    private final Replay replay;

    private GoldenWriter(Replay replay) {
        this.replay = replay;
    }

    /** The lines of a log that is folded from nothing, in one fold version. */
    static List<String> lines(FoldVersions folds, int foldVersion, List<LogEntry> log) {
        GoldenWriter writer = new GoldenWriter(Replay.begin(folds, foldVersion));
        log.forEach(writer::write);
        return writer.lines;
    }

    private void write(LogEntry entry) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put(
                GoldenReader.RECORD_TIME,
                Instant.ofEpochMilli(entry.event().recordTimeMs()).toString());
        event.set(GoldenReader.EVENT, CanonicalJson.of(bytes.read(entry.framed())));
        lines.add(event.toString());
        Outputs before = replay.outputs().copy();
        replay.fold(entry);
        SessionKey key = entry.event().envelope().key();
        OutputLines.of(replay.outputs().since(before)).forEach(output -> line(key, output));
        SortedMap<SessionKey, StoredSession> sessions = replay.sessions();
        StoredSession stored = sessions.get(key);
        patch(key, "state", stored == null ? NOTHING : CanonicalJson.state(stored));
        patch(key, "guards", stored == null ? NOTHING : CanonicalJson.guards(stored));
    }

    private void line(SessionKey key, OutputLines.Line output) {
        if (output.isRow()) {
            patch(key, output.topic(), (ObjectNode) output.record());
        } else {
            line(output.topic(), output.record());
        }
    }

    private void patch(SessionKey key, String what, ObjectNode now) {
        ObjectNode before = Objects.requireNonNullElse(last.put(key + " " + what, now), NOTHING);
        if (!before.equals(now)) {
            line(what, MergePatch.between(before, now));
        }
    }

    private void line(String what, JsonNode value) {
        lines.add(JsonNodeFactory.instance.objectNode().set(what, value).toString());
    }
}
